import 'server-only';
import type { JsonObject } from '@/lib/core/json';
import type { Transaction } from '../db/transaction';
import type { LoadedEnrollment } from './load-course';
import type { OccurrenceDifference } from './occurrence-difference';
import type { StoredResponse } from './stored-response';

export interface PlanWrite {
  readonly enrollment: LoadedEnrollment;
  readonly difference: OccurrenceDifference;
  readonly response: StoredResponse;
}

/**
 * The only writer of `occurrence` and of the response columns of `enrollment`. Few statements for any
 * number of enrollments, and one `plan-changed` event for each.
 */
export async function writePlans(tx: Transaction, writes: readonly PlanWrite[]): Promise<void> {
  if (writes.length === 0) {
    return;
  }
  await upsertOccurrences(tx, writes.flatMap(changedRows));
  await deleteOccurrences(tx, writes.flatMap(removedRows));
  await writeResponses(tx, writes);
  await recordPlanChanges(tx, writes);
}

function changedRows({ enrollment, difference }: PlanWrite): JsonObject[] {
  const { id, siteId, patientId } = enrollment;
  const place = { site_id: siteId, patient_id: patientId, enrollment_id: id };
  return difference.changed.map((row) => ({ ...place, ...row }));
}

function removedRows({ enrollment, difference }: PlanWrite): JsonObject[] {
  return difference.removed.map((key) => ({ enrollment_id: enrollment.id, key }));
}

async function upsertOccurrences(tx: Transaction, rows: readonly JsonObject[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) {
    return;
  }
  const columns = Object.keys(first);
  const updates = columns.map((column) => `${column} = excluded.${column}`);
  await tx.$executeRawUnsafe(
    `INSERT INTO occurrence (${columns.join(', ')})
     SELECT ${columns.join(', ')} FROM jsonb_populate_recordset(NULL::occurrence, $1::jsonb)
     ON CONFLICT (enrollment_id, key) DO UPDATE SET ${updates.join(', ')}`,
    JSON.stringify(rows),
  );
}

async function deleteOccurrences(tx: Transaction, rows: readonly JsonObject[]): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  await tx.$executeRaw`
    DELETE FROM occurrence o
    USING jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS gone (enrollment_id uuid, key text)
    WHERE o.enrollment_id = gone.enrollment_id AND o.key = gone.key`;
}

async function writeResponses(tx: Transaction, writes: readonly PlanWrite[]): Promise<void> {
  const rows = writes.map(({ enrollment, response }) => ({
    id: enrollment.id,
    response,
    best_response: response.bestResponse,
    current_status: response.currentStatus,
    response_on: response.responseOn,
  }));
  await tx.$executeRaw`
    UPDATE enrollment e
    SET plan_version = e.plan_version + 1, response = r.response, best_response = r.best_response,
        current_status = r.current_status, response_on = r.response_on
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (
      id uuid, response jsonb, best_response text, current_status text, response_on date
    )
    WHERE e.id = r.id`;
}

async function recordPlanChanges(tx: Transaction, writes: readonly PlanWrite[]): Promise<void> {
  const events = writes.map(({ enrollment, difference }) => ({
    site: enrollment.siteId,
    patient: enrollment.patientId,
    enrollment: enrollment.id,
    before: difference.before,
    after: difference.after,
  }));
  await tx.$executeRaw`
    SELECT app.record_event(
      'plan-changed', site => e.site, patient => e.patient, table_name => 'enrollment',
      row_id => e.enrollment, "before" => e.before, "after" => e.after)
    FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS e (
      site uuid, patient uuid, enrollment text, before jsonb, after jsonb
    )`;
}
