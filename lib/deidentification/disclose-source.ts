import { roleLabels } from '@/lib/auth/describe-roles';
import { roles } from '@/lib/auth/roles';
import { invariant } from '@/lib/core/invariant';
import {
  addDays,
  type CivilDate,
  civilDate,
  isCivilDate,
  toCivilDate,
  toDay,
} from '@/lib/dates/civil-date';
import { studyDay } from '@/lib/dates/study-day';
import type {
  SourceCase,
  SourceHead,
  SourceOccurrence,
  SourceProtocol,
  SourceRecord,
  SourceStamp,
} from '@/lib/export/source-case';
import { otherTerm } from '@/lib/records/adverse-event';
import { type DrugClass, drugClassLabels } from '@/lib/records/concomitant-drug';
import { type FindingDefinition, type FindingKey, findings } from '@/lib/records/findings';
import { groupedAge, oldestStatedAge } from './ages';
import { contentRules, type FieldRule, type FieldRules } from './content-rules';
import type {
  DisclosedCase,
  DisclosedDate,
  DisclosedHead,
  DisclosedOccurrence,
  DisclosedRecord,
} from './disclosed-case';
import { otherEvent } from './disclosed-columns';
import { type DisclosedMember, type Disclosure, isCoded, keepsFreeText } from './disclosure';
import { groupedKaryotype } from './karyotypes';

/** The records of one member as they may leave: the one place where ODM and FHIR are de-identified. */
export function discloseSource(
  source: SourceCase,
  disclosure: Disclosure,
  member: DisclosedMember,
): DisclosedCase {
  invariant(member.enrollmentId === source.enrollment.id, 'records of another member');
  const rules = rulesFor(source, disclosure, member);
  const { date, dateOrNull, id, idOrNull, keysOf, typed, typedOrNull, protocol } = rules;
  const { enrollment } = source;
  return {
    subject: member.subject,
    identity: member.identity,
    startYear: rules.startYear(),
    // Field by field: one that is added later does not compile until somebody has said what becomes of it.
    enrollment: {
      id: id(enrollment.id),
      patientId: id(enrollment.patientId),
      siteId: id(enrollment.siteId),
      siteCode: member.site,
      studyId: member.subject,
      protocol: protocol(enrollment.protocol),
      arm: enrollment.arm,
      consentOn: date(enrollment.consentOn),
      enrolledOn: date(enrollment.enrolledOn),
      firstDoseOn: dateOrNull(enrollment.firstDoseOn),
      lastDoseOn: dateOrNull(enrollment.lastDoseOn),
      ageAtConsent: rules.age(enrollment.ageAtConsent),
      status: enrollment.status,
      endedOn: dateOrNull(enrollment.endedOn),
      endReason: typedOrNull(enrollment.endReason),
      endCategory: enrollment.endCategory,
      endAdverseEventId: idOrNull(enrollment.endAdverseEventId),
      cohortTag: typedOrNull(enrollment.cohortTag),
      simulated: enrollment.simulated,
    },
    visits: source.visits.map((visit) => ({ id: id(visit.id), on: date(visit.on) })),
    records: source.records.map(rules.record),
    adjustments: source.adjustments.map((adjustment) => ({
      ...rules.stamp(adjustment),
      id: id(adjustment.id),
      kind: adjustment.kind,
      occurrenceKey: keysOf(adjustment.occurrenceKey),
      recordId: idOrNull(adjustment.recordId),
      contactId: idOrNull(adjustment.contactId),
      plannedOn: dateOrNull(adjustment.plannedOn),
      closedOn: dateOrNull(adjustment.closedOn),
      reason: typed(adjustment.reason),
    })),
    decisions: source.decisions.map((decision) => ({
      id: id(decision.id),
      key: keysOf(decision.key),
      meaning: decision.meaning,
      occurrenceKey: decision.occurrenceKey === null ? null : keysOf(decision.occurrenceKey),
      recordId: idOrNull(decision.recordId),
      ruleId: decision.ruleId,
      ruleVersion: decision.ruleVersion,
      computed: decision.computed,
      chosen: decision.chosen,
      decidedOn: date(decision.decidedOn),
      effectiveOn: date(decision.effectiveOn),
      reason: typed(decision.reason),
      by: id(decision.by),
      byRole: decision.byRole,
      at: rules.instant(decision.at),
      transcribed: decision.transcribed,
      signed: decision.signed,
    })),
    contacts: source.contacts.map((contact) => ({
      ...rules.stamp(contact),
      id: id(contact.id),
      on: date(contact.on),
      occurrenceKeys: contact.occurrenceKeys.map(keysOf),
      channel: contact.channel,
      outcome: contact.outcome,
      agreedOn: dateOrNull(contact.agreedOn),
      remindOn: dateOrNull(contact.remindOn),
      reason: typed(contact.reason),
      note: typed(contact.note),
    })),
    partners: source.partners.map((partner) => ({
      id: id(partner.id),
      ordinal: partner.ordinal,
      consentOn: date(partner.consentOn),
      birthYear: isCoded(disclosure.mode) ? null : partner.birthYear,
      endedOn: dateOrNull(partner.endedOn),
    })),
    amendments: source.amendments.map((amendment) => ({
      from: protocol(amendment.from),
      to: protocol(amendment.to),
      effectiveOn: date(amendment.effectiveOn),
      reason: typed(amendment.reason),
      by: id(amendment.by),
      byRole: amendment.byRole,
      at: rules.instant(amendment.at),
    })),
    occurrences: source.occurrences.map(rules.occurrence),
    response: {
      best: source.response.best,
      current: source.response.current,
      responseOn: dateOrNull(source.response.responseOn),
    },
    flags: source.flags.map((flag) => ({
      id: id(flag.id),
      ruleId: flag.ruleId,
      ruleVersion: flag.ruleVersion,
      title: flag.title,
      severity: flag.severity,
      // It names the drugs and the days of the evidence.
      message: typed(flag.message),
      raisedOn: date(flag.raisedOn),
      status: flag.status,
      disposition: flag.disposition,
      dispositionReason: typedOrNull(flag.dispositionReason),
      closedBy: idOrNull(flag.closedBy),
      closedAt: flag.closedAt === null ? null : rules.instant(flag.closedAt),
    })),
  };
}

/** Who the staff and the sites are in the file, and which settings and definitions its men followed. */
export function discloseHead(head: SourceHead, disclosure: Disclosure): DisclosedHead {
  if (disclosure.mode === 'identified') {
    return { people: head.people, sites: head.sites, profiles: head.profiles };
  }
  const coded = isCoded(disclosure.mode);
  const siteCode = (code: string) => disclosure.siteCodes.get(code) ?? code;
  const people = head.people
    .map((person) => ({ ...person, id: disclosure.idOf(person.id) }))
    // By an order that tells nobody apart.
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const counts = new Map<string, number>();
  return {
    people: people.map(({ id, role }) => {
      const number = (counts.get(role) ?? 0) + 1;
      counts.set(role, number);
      return { id, role, name: `${roleName(role)} ${number}` };
    }),
    sites: head.sites.map(({ id, code, name, timeZone }) => ({
      id: disclosure.idOf(id),
      code: siteCode(code),
      name: coded ? siteCode(code) : name,
      timeZone: coded ? 'UTC' : timeZone,
    })),
    profiles: head.profiles.map((profile) => ({
      protocol: profile.protocol,
      version: profile.version,
      siteCode: siteCode(profile.siteCode),
      profile: profileName(profile.profile, disclosure),
      profileVersion: profile.profileVersion,
      settings: profile.settings,
    })),
  };
}

function roleName(role: string): string {
  const known = roles.find((one) => one === role);
  return known === undefined ? 'Person' : roleLabels[known];
}

/** A clinic names its settings itself. */
function profileName(name: string, { mode, idOf }: Disclosure): string {
  return keepsFreeText(mode) ? name : `Settings ${idOf(`settings ${name}`).slice(0, 8)}`;
}

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What of a state depends on how far the plan had come at the data cut-off, and so would tell the days. */
const open: readonly SourceOccurrence['state'][] = ['upcoming', 'due', 'overdue'];

function rulesFor(source: SourceCase, disclosure: Disclosure, member: DisclosedMember) {
  const { mode, idOf: id } = disclosure;
  const { firstDoseOn, enrolledOn, ageAtConsent } = source.enrollment;
  const dayOne = toDay(firstDoseOn ?? enrolledOn);
  const coded = isCoded(mode);
  const free = keepsFreeText(mode);

  const shifted = (on: CivilDate) => toCivilDate(addDays(toDay(on), member.shiftDays));
  const date = (on: CivilDate): DisclosedDate => ({
    text: mode === 'safe-harbor' ? null : shifted(on),
    studyDay: studyDay(dayOne, toDay(on)),
  });
  const dateOrNull = (on: CivilDate | null) => (on === null ? null : date(on));
  const idOrNull = (of: string | null) => (of === null ? null : id(of));
  const typed = (text: string) => (free ? text : '');
  const typedOrNull = (text: string | null) => (free ? text : null);
  /** Keys of occurrences and decisions may name a record. */
  const keysOf = (key: string) => key.replace(uuids, id);
  const instant = (at: string) =>
    mode === 'safe-harbor' ? null : `${shifted(civilDate(at.slice(0, 10)))}${at.slice(10)}`;
  const protocol = ({ code, version, profile, profileVersion }: SourceProtocol) => ({
    code,
    version,
    profile: profileName(profile, disclosure),
    profileVersion,
  });
  const stamp = ({ by, at, version, amended }: SourceStamp) => ({
    by: id(by),
    at: instant(at),
    version,
    amended:
      amended === null
        ? null
        : { by: id(amended.by), at: instant(amended.at), reason: typed(amended.reason) },
  });

  const answer = (finding: FindingKey, given: unknown): unknown => {
    const { answer: kind }: FindingDefinition = findings[finding];
    if (kind.kind === 'date' && typeof given === 'string' && isCivilDate(given)) {
      return date(given);
    }
    return coded && finding === 'karyotype' ? groupedKaryotype(String(given)) : given;
  };

  const field = (rule: FieldRule, value: unknown, of: Fields): unknown => {
    if (value === null || value === undefined || rule === 'keep') {
      return value;
    }
    switch (rule) {
      case 'date':
        return date(value as CivilDate);
      case 'typed':
        return typed(String(value));
      case 'id':
        return id(String(value));
      case 'answer':
        return answer(of['finding'] as FindingKey, value);
      case 'drug-name':
        return free ? value : drugClassLabels[of['drugClass'] as DrugClass];
      case 'event-name':
        return free ? value : of['term'] === otherTerm ? otherEvent : '';
      default:
        return Array.isArray(value)
          ? value.map((item) => fields(rule, item as Fields))
          : fields(rule, value as Fields);
    }
  };
  const fields = (rules: FieldRules, of: Fields): Fields =>
    Object.fromEntries(
      Object.entries(of).flatMap(([name, value]) => {
        const rule = rules[name];
        return rule === undefined ? [] : [[name, field(rule, value, of)]];
      }),
    );

  const record = (recorded: SourceRecord): DisclosedRecord =>
    ({
      ...stamp(recorded),
      id: id(recorded.id),
      kind: recorded.kind,
      on: date(recorded.on),
      time: mode === 'safe-harbor' ? null : recorded.time,
      source: typedOrNull(recorded.source),
      visitId: idOrNull(recorded.visitId),
      content: fields(contentRules[recorded.kind], recorded.content as Fields),
      results: recorded.results,
      // The rules of the kind make its content: the compiler cannot follow them through their table.
    }) as DisclosedRecord;

  const occurrence = (planned: SourceOccurrence): DisclosedOccurrence => ({
    key: keysOf(planned.key),
    requirement: planned.requirement,
    title: planned.title,
    kind: planned.kind,
    ordinal: planned.ordinal,
    targetOn: dateOrNull(planned.targetOn),
    plannedOn: dateOrNull(planned.plannedOn),
    opensOn: dateOrNull(planned.opensOn),
    closesOn: dateOrNull(planned.closesOn),
    actualOn: dateOrNull(planned.actualOn),
    state: coded && open.includes(planned.state) ? 'pending' : planned.state,
    timing: planned.timing,
    recordIds: planned.recordIds.map(id),
    reason: typedOrNull(planned.reason),
  });

  return {
    date,
    dateOrNull,
    id,
    idOrNull,
    keysOf,
    typed,
    typedOrNull,
    instant,
    stamp,
    protocol,
    record,
    occurrence,
    age: (age: number | null) => (coded && age !== null ? groupedAge(age) : age),
    startYear: () =>
      coded && ageAtConsent !== null && ageAtConsent > oldestStatedAge
        ? null
        : shifted(toCivilDate(dayOne)).slice(0, 4),
  };
}

type Fields = Readonly<Record<string, unknown>>;
