import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { describeRecord } from '@/lib/records/describe-record';
import { entryOfRecord } from '@/lib/records/entry-of-record';
import { headerDetails, type RecordDetail, recordDetails } from '@/lib/records/record-details';
import type { RecordEntryInput } from '@/lib/records/record-entry';
import {
  type RecordEvent,
  type RecordVersion,
  recordVersions,
} from '@/lib/records/record-versions';
import { inReadTransaction, type Transaction } from '../db/transaction';
import { clinicalRecordFrom, labResultColumns, labResultFrom, recordColumns } from './record-row';

export interface RecordPage {
  readonly recordId: string;
  readonly title: string;
  readonly version: number;
  readonly isVoided: boolean;
  readonly voidReason: string | null;
  /** What a form for its amendment starts with. */
  readonly entry: RecordEntryInput;
  readonly details: readonly RecordDetail[];
  /** Of a supply; null also where the reader may not read names. */
  readonly authorizationNumber: string | null;
  readonly recordedBy: string;
  /** `2026-03-31 14:05` by the site's clock. */
  readonly recordedAt: string;
  /** The visit's own date; null for what was not recorded at a visit. */
  readonly visitedOn: string | null;
  readonly versions: readonly RecordVersion[];
}

/** One record of this patient; null when there is none at a site of the reader. */
export async function getRecordPage(
  actor: Actor,
  patientId: string,
  recordId: string,
): Promise<RecordPage | null> {
  if (!z.uuid().safeParse(recordId).success) {
    return null;
  }
  return await inReadTransaction(actor, async (tx) => {
    const row = await tx.clinicalRecord.findFirst({
      where: { id: recordId, patientId },
      select: { ...recordColumns, version: true, voidReason: true },
    });
    if (row === null) {
      return null;
    }
    // A voided report keeps the results that were voided with it.
    const results = await tx.labResult.findMany({
      where: { recordId, voidedAt: row.voidedAt },
      select: labResultColumns,
      orderBy: { id: 'asc' },
    });
    const record = clinicalRecordFrom(row, results.map(labResultFrom));
    const authorizationNumber = await findAuthorization(tx, recordId);
    return {
      recordId,
      title: describeRecord(record).title,
      version: row.version,
      isVoided: record.voided,
      voidReason: row.voidReason,
      entry: entryOfRecord(record),
      details: [
        ...headerDetails(record),
        ...recordDetails(record),
        ...(authorizationNumber === null ? [] : [authorizationDetail(authorizationNumber)]),
      ],
      authorizationNumber,
      ...(await findOrigin(tx, recordId)),
      versions: recordVersions(await listEvents(tx, recordId)),
    };
  });
}

/** Row-level security lets only those read it who read names. */
async function findAuthorization(tx: Transaction, recordId: string): Promise<string | null> {
  const authorization = await tx.dispensingAuthorization.findUnique({
    where: { recordId },
    select: { number: true },
  });
  return authorization?.number ?? null;
}

function authorizationDetail(number: string): RecordDetail {
  return {
    term: 'Authorization number',
    value: number,
    unit: null,
    note: 'restricted: not exported, read with names',
  };
}

type Origin = Pick<RecordPage, 'recordedBy' | 'recordedAt' | 'visitedOn'>;

async function findOrigin(tx: Transaction, recordId: string): Promise<Origin> {
  const [origin] = await tx.$queryRaw<Origin[]>`
    SELECT
      coalesce(u.display_name, 'someone of another site') AS "recordedBy",
      to_char(r.recorded_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD HH24:MI') AS "recordedAt",
      v.visited_on::text AS "visitedOn"
    FROM record r
    JOIN site s ON s.id = r.site_id
    LEFT JOIN user_account u ON u.id = r.recorded_by
    LEFT JOIN visit v ON v.id = r.visit_id
    WHERE r.id = ${recordId}::uuid`;
  return origin ?? { recordedBy: 'not recorded', recordedAt: 'not recorded', visitedOn: null };
}

/** The trail of the record and of its laboratory results, in the order in which it was written. */
async function listEvents(tx: Transaction, recordId: string): Promise<RecordEvent[]> {
  return await tx.$queryRaw<RecordEvent[]>`
    SELECT
      to_char(
        (a.at AT TIME ZONE 'UTC') + make_interval(mins => coalesce(a.site_utc_offset_minutes, 0)),
        'YYYY-MM-DD HH24:MI:SS.US'
      ) AS at,
      coalesce(
        u.display_name,
        CASE WHEN a.actor_id IS NULL THEN 'the program' ELSE 'someone of another site' END
      ) AS actor, a.actor_role AS role, a.reason,
      a.table_name AS "tableName", a.row_id AS "rowId", a.after
    FROM audit_event a
    LEFT JOIN user_account u ON u.id = a.actor_id
    WHERE a.event IN ('insert', 'update')
      AND (
        (a.table_name = 'record' AND a.row_id = ${recordId})
        OR (a.table_name = 'lab_result' AND a.row_id IN (
          SELECT id::text FROM lab_result WHERE record_id = ${recordId}::uuid
        ))
      )
    ORDER BY a.at, a.id`;
}
