import 'server-only';
import type { PlanChange } from '@/lib/course/plan-change';
import type { CivilDate } from '@/lib/dates/civil-date';
import { type EarlierResults, earlierResultsOf } from '@/lib/records/earlier-results';
import { recordHistoryInputSchema } from '@/lib/records/history';
import { type RecordEntry, standardizeEntry } from '@/lib/records/record-entry';
import { withUnitJumps } from '@/lib/records/unit-jumps';
import { defineCommand } from '../command';
import { lockPatient } from '../courses/lock-patient';
import { replanAll } from '../courses/replan';
import type { Transaction } from '../db/transaction';
import { refuseUnitJumps } from '../labs/refuse-unit-jumps';
import { findBirthDate, whenBeforeBirth } from '../patients/birth-date';
import { refuseFields, whenFuture } from '../refuse-fields';
import { loadRecords } from './load-records';
import { insertRecords, placeRecord } from './record-row';

export type RecordedHistory = {
  readonly recordIds: readonly string[];
  /** Null for a man who is not on a protocol. */
  readonly change: PlanChange | null;
};

/** Findings from before enrollment; they count for eligibility and baseline (engine §3). */
export const recordHistory = defineCommand({
  name: 'record.add-history',
  schema: recordHistoryInputSchema,
  permission: 'visit:record',
  findSite: async (tx, { patientId }) => {
    const row = await tx.patient.findUnique({ where: { id: patientId }, select: { siteId: true } });
    return row?.siteId ?? null;
  },
  run: async ({ tx, actor, site, today }, { patientId, entries }): Promise<RecordedHistory> => {
    const enrollments = await lockPatient(tx, patientId);
    const active = enrollments.find(({ status }) => status === 'active');
    refuseLater(entries, active?.enrolledOn ?? null, today);
    const birthDate = await findBirthDate(tx, patientId);
    refuseFields(
      entries.map(({ on }, index) => [`entries.${index}.on`, whenBeforeBirth(on, birthDate)]),
    );
    const place = {
      siteId: site.siteId,
      patientId,
      enrollmentId: null,
      visitId: null,
      recordedBy: actor.userId,
    };
    const earlier = await earlierResults(tx, patientId, entries);
    const records = entries.map((entry) =>
      placeRecord(withUnitJumps(standardizeEntry(entry), earlier), place),
    );
    await insertRecords(tx, records);
    const changes = await replanAll(
      tx,
      today,
      enrollments.map(({ id }) => id),
    );
    return {
      recordIds: records.map(({ id }) => id),
      change: (active && changes.get(active.id)) ?? null,
    };
  },
});

/**
 * What the results of these reports are compared with.
 *
 * @throws INVALID_INPUT beside a value that looks like another unit, unless it is confirmed.
 */
async function earlierResults(
  tx: Transaction,
  patientId: string,
  entries: readonly RecordEntry[],
): Promise<EarlierResults> {
  const reports = entries.flatMap(({ kind, on, content }, index) =>
    kind === 'lab-report'
      ? [{ field: `entries.${index}.content`, collectedOn: on, report: content }]
      : [],
  );
  if (reports.length === 0) {
    return {};
  }
  const stored = (await loadRecords(tx, [patientId])).get(patientId) ?? [];
  const earlier = earlierResultsOf(stored.map(({ record }) => record));
  refuseUnitJumps(reports, earlier);
  return earlier;
}

function refuseLater(
  entries: readonly RecordEntry[],
  enrolledOn: CivilDate | null,
  today: CivilDate,
): void {
  refuseFields(
    entries.map(({ on }, index) => [
      `entries.${index}.on`,
      whenFuture(on, today) ?? whenOnProtocol(on, enrolledOn),
    ]),
  );
}

function whenOnProtocol(on: CivilDate, enrolledOn: CivilDate | null): string | null {
  return enrolledOn !== null && on > enrolledOn
    ? `This is after enrollment on ${enrolledOn}; enter it with a visit.`
    : null;
}
