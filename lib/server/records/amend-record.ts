import 'server-only';
import { canonicalJson } from '@/lib/core/canonical-json';
import type { PlanChange } from '@/lib/course/plan-change';
import { amendRecordInputSchema } from '@/lib/records/amendment';
import { type EarlierResults, earlierResultsOf } from '@/lib/records/earlier-results';
import { isLedgerKind } from '@/lib/records/record';
import { type NewRecord, type RecordEntry, standardizeEntry } from '@/lib/records/record-entry';
import type { LabResult } from '@/lib/records/standardize-lab-result';
import type { SymptomAnswers } from '@/lib/records/symptom-check';
import { withUnitJumps } from '@/lib/records/unit-jumps';
import { futureCourse } from '../adverse-events/course-dates';
import { AppError } from '../app-error';
import { type CommandContext, defineCommand } from '../command';
import { loadCourse } from '../courses/load-course';
import { lockPatient, type PatientEnrollment } from '../courses/lock-patient';
import { replanAll } from '../courses/replan';
import { insertRows } from '../db/insert-rows';
import { reopenDecisions } from '../decisions/reopen-decisions';
import { reopenOverrides } from '../eligibility/reopen-overrides';
import { refuseUnitJumps } from '../labs/refuse-unit-jumps';
import { checkPartner } from '../partners/find-partner';
import { findBirthDate, whenBeforeBirth } from '../patients/birth-date';
import { datesInside } from '../procedures/dates-inside';
import { refuseSurgery } from '../procedures/refuse-surgery';
import { type FieldCheck, refuseFields, whenFuture } from '../refuse-fields';
import { refuseAmendedTherapy } from '../therapy/recheck-therapy';
import { loadRecords } from './load-records';
import { labResultRow } from './record-row';
import { resolveSymptoms } from './resolve-symptoms';
import {
  findRecordPatient,
  findRecordSite,
  type LockedRecord,
  requireRecordVersion,
} from './stored-record';

export type AmendedRecord = {
  readonly recordId: string;
  readonly version: number;
  /** Null for a man who is not on a protocol. */
  readonly change: PlanChange | null;
};

/** A correction with its reason; the audit trail keeps what stood there before. */
export const amendRecord = defineCommand({
  name: 'record.amend',
  schema: amendRecordInputSchema,
  permission: 'record:amend',
  findSite: findRecordSite,
  run: async (context, { recordId, version, reason, entry }): Promise<AmendedRecord> => {
    const { tx, today } = context;
    const enrollments = await lockPatient(tx, await findRecordPatient(tx, recordId));
    const stored = await requireRecordVersion(tx, recordId, version);
    const own = enrollments.find(({ id }) => id === stored.enrollmentId) ?? null;
    const shown = own ?? enrollments.find(({ status }) => status === 'active') ?? null;
    refuseLedgerEntry(stored);
    refuseFields([
      ['entry.kind', entry.kind === stored.record.kind ? null : 'The kind of a record is fixed.'],
      ['entry.on', whenFuture(entry.on, today) ?? whenOutside(entry, own, shown)],
      ...futureCourse(entry, today),
      ...datesInside(entry).map(({ field, on }): FieldCheck => [field, whenFuture(on, today)]),
      ['entry.on', whenBeforeBirth(entry.on, await findBirthDate(tx, stored.patientId))],
      await wrongCyclePartner(tx, stored, entry),
    ]);
    await refuseAmendedSurgery(tx, stored, entry);
    await refuseAmendedTherapy(context, { recordId, enrollmentId: stored.enrollmentId }, entry);
    const earlier = await earlierResults(tx, stored, entry);
    const record = withUnitJumps(
      resolveSymptoms(standardizeEntry(entry), answersOf(stored), 'entry.content.unchanged'),
      earlier,
    );
    await updateRecord(context, recordId, record);
    await replaceResults(context, stored, record.results, reason);
    await reopenDecisions(context, recordId, reason);
    await reopenOverrides(context, recordId, reason);
    const ids = enrollments.map(({ id }) => id);
    const changes = await replanAll(tx, today, ids);
    return {
      recordId,
      version: version + 1,
      change: (shown && changes.get(shown.id)) ?? null,
    };
  },
});

/**
 * What the corrected results are compared with.
 *
 * @throws INVALID_INPUT beside a value that looks like another unit, unless it is confirmed.
 */
async function earlierResults(
  tx: CommandContext['tx'],
  { patientId, record }: LockedRecord,
  entry: RecordEntry,
): Promise<EarlierResults> {
  if (entry.kind !== 'lab-report') {
    return {};
  }
  const stored = (await loadRecords(tx, [patientId])).get(patientId) ?? [];
  const others = stored.map((one) => one.record);
  const earlier = earlierResultsOf(others, record.id);
  const report = { field: 'entry.content', collectedOn: entry.on, report: entry.content };
  refuseUnitJumps([report], earlier);
  return earlier;
}

/** What was entered without a partner may stay so: it comes from a source that names none. */
async function wrongCyclePartner(
  tx: CommandContext['tx'],
  { record, patientId }: LockedRecord,
  entry: RecordEntry,
): Promise<FieldCheck> {
  if (entry.kind !== 'icsi-cycle' || record.kind !== 'icsi-cycle') {
    return ['entry.content.partnerId', null];
  }
  return entry.content.partnerId === null && record.content.partnerId !== null
    ? ['entry.content.partnerId', 'Choose the partner whose consent is recorded.']
    : await checkPartner(tx, patientId, entry);
}

async function refuseAmendedSurgery(
  tx: CommandContext['tx'],
  { record, enrollmentId }: LockedRecord,
  entry: RecordEntry,
): Promise<void> {
  const loaded =
    entry.kind === 'procedure' && enrollmentId !== null ? await loadCourse(tx, enrollmentId) : null;
  if (entry.kind === 'procedure' && loaded !== null) {
    const records = loaded.course.records.filter(({ id }) => id !== record.id);
    const others = { ...loaded, course: { ...loaded.course, records } };
    refuseSurgery(others, [{ field: 'entry.content', on: entry.on, content: entry.content }]);
  }
}

function refuseLedgerEntry({ record: { kind } }: LockedRecord): void {
  if (isLedgerKind(kind)) {
    throw new AppError('CONFLICT', {
      message: 'The ledger is never changed: void this entry with a reason and enter it again.',
    });
  }
}

function whenOutside(
  { kind, on }: RecordEntry,
  own: PatientEnrollment | null,
  active: PatientEnrollment | null,
): string | null {
  if (own === null) {
    return active !== null && on > active.enrolledOn
      ? `This is after enrollment on ${active.enrolledOn}; void it and enter it with a visit.`
      : null;
  }
  const { enrolledOn, consentOn } = own;
  if (on < enrolledOn) {
    return `This is before enrollment on ${enrolledOn}.`;
  }
  return kind === 'dose' && consentOn !== null && on < consentOn
    ? `This is before consent on ${consentOn}.`
    : null;
}

/** "No change" was resolved when the check was recorded; what is not typed again stays. */
function answersOf({ record }: LockedRecord): SymptomAnswers | null {
  return record.kind === 'symptom-check' ? record.content.answers : null;
}

async function updateRecord(
  { tx }: CommandContext,
  recordId: string,
  { on, time, source, content }: NewRecord,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE record
    SET collected_on = ${on}::date, collected_at = ${time}::time, source = ${source},
        content = ${JSON.stringify(content)}::jsonb, version = version + 1
    WHERE id = ${recordId}::uuid`;
}

/** What changed is voided and entered again; the results that stayed keep their rows. */
async function replaceResults(
  { tx, now }: CommandContext,
  { record, siteId, patientId }: LockedRecord,
  results: readonly LabResult[],
  reason: string,
): Promise<void> {
  const before = new Set(record.results.map(canonicalJson));
  const after = new Set(results.map(canonicalJson));
  const gone = record.results.filter((result) => !after.has(canonicalJson(result)));
  await tx.labResult.updateMany({
    where: {
      recordId: record.id,
      voidedAt: null,
      analyte: { in: gone.map(({ analyte }) => analyte) },
    },
    data: { voidedAt: now, voidReason: reason, version: { increment: 1 } },
  });
  const added = results.filter((result) => !before.has(canonicalJson(result)));
  await insertRows(
    tx,
    'lab_result',
    added.map((result) => labResultRow(record.id, { siteId, patientId }, result)),
  );
}
