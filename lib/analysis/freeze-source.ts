import type { CourseEvaluation } from '@/lib/course/evaluate-course';
import { type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type {
  SourceAdjustment,
  SourceAmendment,
  SourceCase,
  SourceContact,
  SourceDecision,
  SourceEnrollment,
  SourceFlag,
  SourceOccurrence,
  SourcePartner,
  SourceProtocol,
  SourceRecord,
  SourceStamp,
} from '@/lib/export/source-case';
import type { RecordedCase } from '@/lib/export/study-case';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import type { Occurrence } from '@/lib/schedule/occurrence';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { occurrenceTitle } from '@/lib/schedule/occurrence-title';

/** What the store says of one enrollment beside its `RecordedCase`, up to now; in order of date, then id. */
export interface SourceFacts {
  readonly patientId: string;
  /** Followed now. */
  readonly protocol: SourceProtocol;
  readonly endReason: string | null;
  /** Of the man; `own` are those of this enrollment. */
  readonly visits: readonly {
    readonly id: string;
    readonly on: CivilDate;
    readonly own: boolean;
  }[];
  /** By the id of the record. */
  readonly stamps: Readonly<Record<string, RecordStamp>>;
  readonly adjustments: readonly SourceAdjustment[];
  readonly decisions: readonly SourceDecision[];
  readonly contacts: readonly SourceContact[];
  readonly partners: readonly SourcePartner[];
  readonly amendments: readonly SourceAmendment[];
  /** `closedOn` is the day at the site. */
  readonly flags: readonly (SourceFlag & { readonly closedOn: CivilDate | null })[];
}

interface RecordStamp extends SourceStamp {
  readonly visitId: string | null;
}

interface FrozenMan {
  readonly enrollmentId: string;
  readonly siteId: string;
  /** As of the cut-off already (as-of.ts). */
  readonly known: RecordedCase;
  /** Of the cut-off. */
  readonly evaluation: CourseEvaluation;
  readonly facts: SourceFacts;
}

/** The records themselves as they stood on that day, by the dates of the facts. */
export function frozenSourceOf(man: FrozenMan, cutOff: Day): SourceCase {
  const { known, evaluation, facts } = man;
  const last = toCivilDate(cutOff);
  const records = sourceRecords(known.course.records, facts);
  const visitIds = new Set(records.map(({ visitId }) => visitId));
  const { bestResponse, currentStatus, responseOn } = evaluation.response;
  return {
    schema: 1,
    enrollment: sourceEnrollment(man, last),
    visits: facts.visits
      .filter(({ id, on, own }) => on <= last && (own || visitIds.has(id)))
      .map(({ id, on }) => ({ id, on })),
    records,
    adjustments: facts.adjustments.filter(stillHolds(known, last)),
    decisions: facts.decisions.filter(({ decidedOn }) => decidedOn <= last),
    contacts: facts.contacts.filter(({ on }) => on <= last),
    partners: facts.partners
      .filter(({ consentOn }) => consentOn <= last)
      .map((partner) => ({
        ...partner,
        endedOn: partner.endedOn !== null && partner.endedOn <= last ? partner.endedOn : null,
      })),
    amendments: facts.amendments.filter(({ effectiveOn }) => effectiveOn <= last),
    occurrences: evaluation.plan.occurrences.map((occurrence) =>
      sourceOccurrence(known.protocol, occurrence, cutOff),
    ),
    response: { best: bestResponse, current: currentStatus, responseOn: dateOrNull(responseOn) },
    flags: facts.flags.filter(({ raisedOn }) => raisedOn <= last).map(flagAsOf(last)),
  };
}

function sourceEnrollment(
  { enrollmentId, siteId, known, evaluation, facts }: FrozenMan,
  last: CivilDate,
): SourceEnrollment {
  const { course } = known;
  const left = facts.amendments.find(({ effectiveOn }) => effectiveOn > last);
  return {
    id: enrollmentId,
    patientId: facts.patientId,
    siteId,
    siteCode: known.siteCode,
    studyId: known.studyId,
    protocol: left?.from ?? facts.protocol,
    arm: course.arm,
    consentOn: toCivilDate(course.consentOn),
    enrolledOn: toCivilDate(course.enrolledOn),
    firstDoseOn: dateOrNull(evaluation.therapy.firstDoseOn),
    lastDoseOn: dateOrNull(evaluation.therapy.lastDoseOn),
    ageAtConsent: known.ageAtConsent,
    status: known.status,
    endedOn: dateOrNull(course.endedOn),
    endReason: course.endedOn === null ? null : facts.endReason,
    endCategory: known.endCategory,
    endAdverseEventId: known.endAdverseEventId,
    cohortTag: known.cohort,
    simulated: known.isSimulated,
  };
}

function sourceRecords(
  records: readonly ClinicalRecord[],
  { stamps, visits }: SourceFacts,
): SourceRecord[] {
  const standing = new Set(visits.map(({ id }) => id));
  return records
    .filter(({ voided }) => !voided)
    .flatMap(({ on, voided: _, ...record }): SourceRecord[] => {
      const stamp = stamps[record.id];
      if (stamp === undefined) {
        return [];
      }
      const { visitId } = stamp;
      return [
        {
          ...record,
          ...stamp,
          on: toCivilDate(on),
          visitId: visitId !== null && standing.has(visitId) ? visitId : null,
        } as SourceRecord,
      ];
    })
    .sort((one, other) => compare(one.on, other.on) || compare(one.id, other.id));
}

/** As in as-of.ts: a link to a record that is left out links nothing, and a closure happens on its day. */
function stillHolds({ course }: RecordedCase, last: CivilDate) {
  const known = new Set(course.records.map(({ id }) => id));
  return ({ kind, recordId, closedOn }: SourceAdjustment) =>
    (recordId === null || known.has(recordId)) &&
    (kind !== 'closure' || closedOn === null || closedOn <= last);
}

function sourceOccurrence(
  { requirements, formerRequirements }: CompiledProtocol,
  occurrence: Occurrence,
  cutOff: Day,
): SourceOccurrence {
  const { key, requirement, kind, ordinal, timing, recordIds, reason } = occurrence;
  const asked = [...requirements, ...formerRequirements].find((one) => one.key === requirement);
  return {
    key,
    requirement,
    title: asked === undefined ? requirement : occurrenceTitle(asked, ordinal),
    kind,
    ordinal,
    targetOn: dateOrNull(occurrence.target),
    plannedOn: dateOrNull(occurrence.planned),
    opensOn: dateOrNull(occurrence.opensOn),
    closesOn: dateOrNull(occurrence.closesOn),
    actualOn: dateOrNull(occurrence.actual),
    state: occurrenceState(occurrence, cutOff),
    timing,
    recordIds,
    reason,
  };
}

/** What was closed later was open. */
function flagAsOf(last: CivilDate) {
  return ({ closedOn, ...flag }: SourceFacts['flags'][number]): SourceFlag =>
    closedOn === null || closedOn <= last
      ? flag
      : {
          ...flag,
          status: 'open',
          disposition: null,
          dispositionReason: null,
          closedBy: null,
          closedAt: null,
        };
}

/** Everybody who wrote something of it. */
export function peopleOf(source: SourceCase): readonly string[] {
  const stamped = [...source.records, ...source.adjustments, ...source.contacts];
  return [
    ...stamped.flatMap(({ by, amended }) => (amended === null ? [by] : [by, amended.by])),
    ...source.decisions.map(({ by }) => by),
    ...source.amendments.map(({ by }) => by),
    ...source.flags.flatMap(({ closedBy }) => (closedBy === null ? [] : [closedBy])),
  ];
}

function dateOrNull(day: Day | null): CivilDate | null {
  return day === null ? null : toCivilDate(day);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
