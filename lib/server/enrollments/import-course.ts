import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Actor, Membership } from '@/lib/auth/actor';
import { membershipWith } from '@/lib/auth/can';
import { invariant } from '@/lib/core/invariant';
import type { JsonObject } from '@/lib/core/json';
import { computeDecision } from '@/lib/course/compute-decision';
import { adequateForIcsi } from '@/lib/course/course';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { toCivilDate, toDay } from '@/lib/dates/civil-date';
import { evaluateEligibility } from '@/lib/eligibility/evaluate-eligibility';
import { adjustmentOfContact } from '@/lib/enrollment/contact-input';
import { type ImportedCourse, importedCourseSchema } from '@/lib/enrollment/imported-course';
import type { IcsiCycle } from '@/lib/records/icsi-cycle';
import { type NewRecord, standardizeEntry } from '@/lib/records/record-entry';
import type { SymptomAnswers, SymptomCheckContent } from '@/lib/records/symptom-check';
import { AppError } from '../app-error';
import { now, siteToday } from '../clock';
import { contactRow } from '../contacts/contact-row';
import { compiledProtocols, type ProtocolPin } from '../courses/compiled-protocol';
import { type LoadedCourse, loadCourses } from '../courses/load-course';
import { replanAll } from '../courses/replan';
import { insertRows } from '../db/insert-rows';
import { newId } from '../db/new-id';
import { inTransaction, type Transaction } from '../db/transaction';
import { adequacyOf } from '../decisions/adequacy-of';
import { decisionRow } from '../decisions/decision-row';
import { assessmentRow } from '../eligibility/assessment-row';
import { parseInput } from '../parse-input';
import { enrollmentRow, identityRow, type NewEnrollment } from '../patients/patient-rows';
import { findProtocol } from '../protocols/find-protocol';
import {
  insertRecords,
  type PlacedRecord,
  placeRecord,
  unsavedRecord,
} from '../records/record-row';
import { resolveSymptoms } from '../records/resolve-symptoms';

const importCoursesInputSchema = z.object({
  siteId: z.uuid(),
  courses: z.array(importedCourseSchema).min(1),
});

export type ImportOutcome = {
  readonly imported: readonly {
    readonly studyId: string;
    readonly patientId: string;
    readonly enrollmentId: string;
  }[];
  /** Study ids that the site already has; they were left as they are. */
  readonly skipped: readonly string[];
};

const timeoutMs = 120_000;

/**
 * Whole courses of treatment at once: the schemas of the forms, set-based inserts and one plan for each
 * man, in one transaction. What happened is taken as it was: eligibility and the dispensing gate are for
 * what is about to happen, but for a man of whom the source says that a physician has still to let him in.
 *
 * @throws FORBIDDEN, INVALID_INPUT with paths as `courses.3.records.5.content.neat.motile`, DUPLICATE.
 */
export async function importCourses(
  actor: Actor,
  input: z.input<typeof importCoursesInputSchema>,
  { requestId = randomUUID() }: { readonly requestId?: string } = {},
): Promise<ImportOutcome> {
  const { siteId, courses } = parseInput(importCoursesInputSchema, input);
  const site = membershipWith(actor, 'patient:enroll', siteId);
  if (site === undefined) {
    throw new AppError('FORBIDDEN', { detail: 'patient:enroll' });
  }
  return await inTransaction(
    actor,
    { requestId, reason: 'Import' },
    async (tx) => {
      return await insertCourses(tx, actor, site, courses);
    },
    { timeoutMs },
  );
}

/** The same inside a transaction of the caller's, which has checked that the actor may enroll at the site. */
export async function insertCourses(
  tx: Transaction,
  actor: Actor,
  site: Membership,
  courses: readonly ImportedCourse[],
): Promise<ImportOutcome> {
  const { siteId } = site;
  const known = await findStudyIds(tx, siteId, courses);
  const batch: Import[] = [];
  const patientIds = new Map<string, string>();
  for (const [index, course] of inOrderOfEnrollment(courses)) {
    if (!known.has(course.studyId)) {
      const pin = await findProtocol(tx, siteId, course);
      const earlier = patientIds.get(course.studyId);
      const place = { siteId, userId: actor.userId, earlierPatientId: earlier ?? null };
      const prepared = prepare(course, index, pin, place);
      patientIds.set(course.studyId, prepared.patientId);
      batch.push(prepared);
    }
  }
  await insertFacts(tx, batch);
  await insertAmendments(tx, batch, site);
  await insertAssessments(tx, batch);
  const today = siteToday(site.timeZone);
  await insertDecisions(tx, batch, { role: site.role, today: toDay(today), at: now() });
  await replanAll(
    tx,
    today,
    batch.map(({ enrollmentId }) => enrollmentId),
  );
  return {
    imported: batch.map(({ course: { studyId }, patientId, enrollmentId }) => ({
      studyId,
      patientId,
      enrollmentId,
    })),
    skipped: [...known],
  };
}

/** With their positions in the source: a man's second enrollment comes after his first, with the same patient. */
function inOrderOfEnrollment(courses: readonly ImportedCourse[]) {
  return [...courses.entries()].sort(([, one], [, other]) =>
    one.studyId === other.studyId ? one.enrolledOn.localeCompare(other.enrolledOn) : 0,
  );
}

async function findStudyIds(
  tx: Transaction,
  siteId: string,
  courses: readonly ImportedCourse[],
): Promise<Set<string>> {
  const known = await tx.patient.findMany({
    where: { siteId, studyId: { in: courses.map(({ studyId }) => studyId) } },
    select: { studyId: true },
  });
  return new Set(known.map(({ studyId }) => studyId));
}

interface Import {
  readonly course: ImportedCourse;
  readonly siteId: string;
  readonly userId: string;
  readonly pin: ProtocolPin;
  readonly patientId: string;
  /** The man is new with this course; false for a further enrollment of his. */
  readonly isNewPatient: boolean;
  readonly enrollmentId: string;
  readonly visits: readonly { readonly id: string; readonly on: string }[];
  readonly records: readonly PlacedRecord[];
  /** By position in the source. */
  readonly recordIds: readonly string[];
  readonly partnerIds: readonly string[];
  readonly idOf: NewIdOf;
}

interface ImportPlace {
  readonly siteId: string;
  readonly userId: string;
  /** Of the man whose earlier enrollment is in the same import. */
  readonly earlierPatientId: string | null;
}

/** What only happens where the man and the clinic meet: a day with one of these was a visit. */
const contactKinds: readonly NewRecord['kind'][] = [
  'symptom-check',
  'vital-signs',
  'rems-check',
  'dispensing',
];

function prepare(
  course: ImportedCourse,
  index: number,
  pin: ProtocolPin,
  { siteId, userId, earlierPatientId }: ImportPlace,
): Import {
  const patientId = earlierPatientId ?? newId();
  const enrollmentId = newId();
  const partnerIds = course.partners.map(() => newId());
  const standardized = resolveInOrder(course, index).map(({ record, position }) => ({
    record: withPartner(record, partnerIds[partnerOf(course, position)]),
    position,
  }));
  const contacts = standardized
    .filter(({ record: { kind, on } }) => contactKinds.includes(kind) && on >= course.enrolledOn)
    .map(({ record: { on } }) => on);
  const visits = [...new Set(contacts)].map((on) => ({ id: newId(), on }));
  const visitOn = new Map(visits.map(({ id, on }) => [on, id]));
  const recordIds: string[] = [];
  const records = standardized.map(({ record, position }) => {
    const placed = placeRecord(record, {
      siteId,
      patientId,
      enrollmentId: record.on < course.enrolledOn ? null : enrollmentId,
      visitId: visitOn.get(record.on) ?? null,
      recordedBy: userId,
    });
    recordIds[position] = placed.id;
    return placed;
  });
  const idOf = newIdOf(course, recordIds);
  return {
    course,
    siteId,
    userId,
    pin,
    patientId,
    isNewPatient: earlierPatientId === null,
    enrollmentId,
    visits,
    records: records.map((placed) => withNewIds(placed, idOf)),
    recordIds,
    partnerIds,
    idOf,
  };
}

/** The new id of a record that the source names by its old one; null for one that is not in it. */
type NewIdOf = (sourceId: string | null) => string | null;

function newIdOf({ recordIds: sourceIds }: ImportedCourse, recordIds: readonly string[]): NewIdOf {
  const ids = new Map((sourceIds ?? []).map((id, position) => [id, recordIds[position]]));
  return (sourceId) => (sourceId === null ? null : (ids.get(sourceId) ?? null));
}

/** Some contents name the record that called for them; a flag of the source is none of this site. */
function withNewIds(placed: PlacedRecord, idOf: NewIdOf): PlacedRecord {
  const content = placed.record.content as Readonly<Record<string, unknown>>;
  const { suggestedBy, flagId } = content;
  if (typeof suggestedBy !== 'string' && typeof flagId !== 'string') {
    return placed;
  }
  const renamed = {
    ...content,
    ...(typeof suggestedBy === 'string' && { suggestedBy: idOf(suggestedBy) ?? suggestedBy }),
    ...(typeof flagId === 'string' && { flagId: null }),
  };
  return { ...placed, record: { ...placed.record, content: renamed } };
}

/** `<requirement>@<record id>` names the record that called for the occurrence. */
function withNewId(occurrenceKey: string, idOf: NewIdOf): string {
  const [requirement, sourceId] = occurrenceKey.split('@');
  const id = sourceId === undefined ? null : idOf(sourceId);
  return id === null ? occurrenceKey : `${requirement}@${id}`;
}

/** -1 for a record that is not a partner's cycle. */
function partnerOf({ partners }: ImportedCourse, position: number): number {
  return partners.findIndex(({ cycles }) => cycles.includes(position));
}

function withPartner(record: NewRecord, partnerId: string | undefined): NewRecord {
  return partnerId === undefined
    ? record
    : { ...record, content: { ...(record.content as IcsiCycle), partnerId } };
}

/** In order of date, so that "no change" copies the check before it. */
function resolveInOrder({ records }: ImportedCourse, index: number) {
  let answers: SymptomAnswers | null = null;
  return records
    .map((entry, position) => ({ record: standardizeEntry(entry), position }))
    .sort((one, other) => one.record.on.localeCompare(other.record.on))
    .map(({ record, position }) => {
      const field = `courses.${index}.records.${position}.content.unchanged`;
      const resolved = resolveSymptoms(record, answers, field);
      if (resolved.kind === 'symptom-check') {
        answers = (resolved.content as SymptomCheckContent).answers;
      }
      return { record: resolved, position };
    });
}

async function insertFacts(tx: Transaction, batch: readonly Import[]): Promise<void> {
  await insertRows(tx, 'patient', batch.filter(({ isNewPatient }) => isNewPatient).map(patientRow));
  await insertRows(tx, 'patient_identity', batch.flatMap(identityRows));
  await insertRows(
    tx,
    'enrollment',
    batch.map((item) => enrollmentRow(newEnrollment(item))),
  );
  await insertRows(tx, 'partner', batch.flatMap(partnerRows));
  await insertRows(tx, 'visit', batch.flatMap(visitRows));
  await insertRecords(
    tx,
    batch.flatMap(({ records }) => records),
  );
  await insertRows(tx, 'plan_adjustment', batch.flatMap(adjustmentRows));
  await insertContacts(tx, batch);
}

function patientRow({ patientId, siteId, course }: Import): JsonObject {
  return { id: patientId, site_id: siteId, study_id: course.studyId };
}

function identityRows({ patientId, siteId, isNewPatient, course }: Import): JsonObject[] {
  const { identity } = course;
  return identity === null || !isNewPatient ? [] : [identityRow(patientId, siteId, identity)];
}

function newEnrollment(item: Import): NewEnrollment {
  const { enrollmentId, patientId, siteId, pin, course } = item;
  const { arm, consentOn, enrolledOn, identity, ended, cohortTag, simulated, ageAtConsent } =
    course;
  return {
    id: enrollmentId,
    siteId,
    patientId,
    pin,
    arm,
    consentOn,
    enrolledOn,
    birthDate: identity?.birthDate ?? null,
    ageAtConsent: ageAtConsent ?? null,
    ended: ended && {
      ...ended,
      category: ended.category ?? null,
      adverseEventId: adverseEventIdOf(item, ended.adverseEvent ?? null),
    },
    cohortTag,
    simulated,
  };
}

function adverseEventIdOf({ recordIds }: Import, position: number | null): string | null {
  return position === null ? null : (recordIds[position] ?? null);
}

/** Only where the source says that he entered against a criterion; how it judged the others it does not say. */
async function insertAssessments(tx: Transaction, batch: readonly Import[]): Promise<void> {
  const overridden = batch.filter(({ course }) => course.overrideReason !== '');
  const protocolOf = await compiledProtocols(
    tx,
    overridden.map(({ pin }) => pin),
  );
  const rows = overridden.map((item) => {
    const { course, pin, records, userId } = item;
    const { definition, settings } = protocolOf(pin);
    const on = { on: toDay(course.enrolledOn), arm: course.arm };
    const known = records.map(unsavedRecord);
    return assessmentRow({
      enrollment: newEnrollment(item),
      eligibility: evaluateEligibility(definition.eligibility, settings, known, on),
      overrideReason: course.overrideReason,
      assessedBy: userId,
    });
  });
  await insertRows(tx, 'eligibility_assessment', rows);
}

function partnerRows({ course, siteId, patientId, partnerIds, userId }: Import): JsonObject[] {
  return course.partners.map(({ consentOn, birthYear }, index) => ({
    id: partnerIds[index] ?? null,
    site_id: siteId,
    patient_id: patientId,
    ordinal: index + 1,
    consent_on: consentOn,
    birth_year: birthYear ?? null,
    note: '',
    version: 1,
    recorded_by: userId,
  }));
}

function visitRows({ visits, siteId, patientId, enrollmentId, userId }: Import): JsonObject[] {
  return visits.map(({ id, on }) => ({
    id,
    site_id: siteId,
    patient_id: patientId,
    enrollment_id: enrollmentId,
    visited_on: on,
    recorded_by: userId,
  }));
}

function adjustmentRows(item: Import): JsonObject[] {
  const { course, siteId, patientId, enrollmentId, userId, idOf } = item;
  return course.adjustments.map((adjustment) => ({
    site_id: siteId,
    patient_id: patientId,
    enrollment_id: enrollmentId,
    kind: adjustment.kind,
    occurrence_key: withNewId(adjustment.occurrenceKey, idOf),
    record_id: adjustment.kind === 'link' ? idOf(adjustment.recordId) : null,
    planned_on: adjustment.kind === 'reschedule' ? adjustment.plannedOn : null,
    closed_on: adjustment.kind === 'closure' ? adjustment.closedOn : null,
    reason: adjustment.reason,
    created_by: userId,
  }));
}

async function insertContacts(tx: Transaction, batch: readonly Import[]): Promise<void> {
  const made = batch.flatMap(({ course, siteId, patientId, enrollmentId, userId, idOf }) =>
    course.contacts.map(({ occurrenceKeys, ...rest }) => ({
      contact: { ...rest, occurrenceKeys: occurrenceKeys.map((key) => withNewId(key, idOf)) },
      place: { id: newId(), siteId, patientId, enrollmentId, recordedBy: userId },
      adjusts: course.contactsAdjust,
    })),
  );
  await insertRows(
    tx,
    'contact_log',
    made.map(({ contact, place }) => contactRow(contact, place)),
  );
  const adjustments = made.flatMap(({ contact, place, adjusts }) => {
    const adjustment = adjustmentOfContact(contact);
    return adjustment === null || !adjusts
      ? []
      : contact.occurrenceKeys.map((occurrenceKey) => ({
          site_id: place.siteId,
          patient_id: place.patientId,
          enrollment_id: place.enrollmentId,
          contact_id: place.id,
          kind: adjustment.kind,
          occurrence_key: occurrenceKey,
          planned_on: adjustment.kind === 'reschedule' ? adjustment.plannedOn : null,
          closed_on: adjustment.kind === 'closure' ? adjustment.closedOn : null,
          reason: adjustment.reason,
          created_by: place.recordedBy,
        }));
  });
  await insertRows(tx, 'plan_adjustment', adjustments);
}

/** Nobody signs an amendment that is taken over: it says by whom it was entered here, and from what. */
async function insertAmendments(
  tx: Transaction,
  batch: readonly Import[],
  site: Membership,
): Promise<void> {
  const rows: JsonObject[] = [];
  for (const { course, siteId, patientId, enrollmentId, userId, pin } of batch) {
    const former: ProtocolPin[] = [];
    for (const edition of course.amendments) {
      former.push(await findProtocol(tx, siteId, { protocol: course.protocol, ...edition }));
    }
    for (const [index, { until, reason }] of course.amendments.entries()) {
      const from = former[index];
      invariant(from, 'one for each');
      const to = former[index + 1] ?? pin;
      const settings = await tx.settingsProfile.findUniqueOrThrow({
        where: { id: from.settingsProfileId },
        select: { values: true },
      });
      rows.push({
        id: newId(),
        site_id: siteId,
        patient_id: patientId,
        enrollment_id: enrollmentId,
        from_protocol_version_id: from.protocolVersionId,
        from_settings_profile_id: from.settingsProfileId,
        from_settings: settings.values as JsonObject,
        to_protocol_version_id: to.protocolVersionId,
        to_settings_profile_id: to.settingsProfileId,
        effective_on: until,
        enrollment_version: 1,
        reason,
        applied_by: userId,
        applied_by_role: site.role,
        printed_name: transcribedBy,
      });
    }
  }
  await insertRows(tx, 'protocol_amendment', rows);
}

/** Stands where a name would say that somebody signed. */
const transcribedBy = 'Transcribed from its source';

interface Transcriber {
  readonly role: string;
  readonly today: ReturnType<typeof toDay>;
  readonly at: Date;
}

/** The rule is asked as it would have been on the day: inputs never depend on other decisions. */
async function insertDecisions(
  tx: Transaction,
  batch: readonly Import[],
  transcriber: Transcriber,
): Promise<void> {
  const decided = batch.filter(({ course }) => course.decisions.length > 0);
  const loaded = await loadCourses(
    tx,
    decided.map(({ enrollmentId }) => enrollmentId),
  );
  const rows = decided.flatMap((item) => {
    const course = loaded.get(item.enrollmentId);
    return course === undefined ? [] : decisionRows(item, course, transcriber);
  });
  await insertRows(tx, 'decision', rows);
}

function decisionRows(
  { course: { decisions }, siteId, patientId, enrollmentId, userId, idOf }: Import,
  { protocol, course }: LoadedCourse,
  { role, today, at }: Transcriber,
): JsonObject[] {
  const { plan } = evaluateCourse(protocol, course, today);
  const signer = { userId, role, printedName: null, at };
  return decisions.map(({ key, chosen, decidedOn, effectiveOn, reason, recordId }) => {
    if (key === adequateForIcsi) {
      const sampleId = idOf(recordId ?? null);
      const judgment = { enrollmentId, key, chosen, decidedOn, reason, recordId: sampleId };
      return decisionRow(adequacyOf(course, judgment), signer, { siteId, patientId });
    }
    const computed = computeDecision(protocol, course, plan, { key, decidedOn: toDay(decidedOn) });
    if (!computed?.point.options.some((option) => option.key === chosen)) {
      throw new AppError('INVALID_INPUT', {
        fields: { courses: `The protocol has no decision ${key} with the option ${chosen}.` },
      });
    }
    const { point, inputs } = computed;
    const foreseen = computed.effectiveOn === null ? decidedOn : toCivilDate(computed.effectiveOn);
    return decisionRow(
      {
        enrollmentId,
        meaning: 'branch-chosen',
        key,
        occurrenceKey: `${point.requirement}#1`,
        inputs,
        ruleId: point.rule.id,
        ruleVersion: point.rule.version,
        computed: computed.computed,
        chosen,
        decidedOn,
        effectiveOn: effectiveOn ?? foreseen,
        reason: reason || null,
      },
      signer,
      { siteId, patientId },
    );
  });
}
