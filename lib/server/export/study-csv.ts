import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { toDay } from '@/lib/dates/civil-date';
import { limitedColumns, limitedRow } from '@/lib/deidentification/disclosed-columns';
import { csvLine } from '@/lib/export/csv';
import type { StudyCase } from '@/lib/export/study-case';
import { studyColumns } from '@/lib/export/study-columns';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import type { ProtocolDefinition } from '@/lib/protocols/schema';
import { recordTakenOut } from '../audit/record-taken-out';
import { siteToday } from '../clock';
import { inReadTransaction, inTransaction, type Transaction } from '../db/transaction';
import { textStream } from './byte-stream';
import { loadRecordedCases } from './load-recorded-cases';

/** Enrollments that are held in memory at a time, whatever the size of the study. */
const batchSize = 200;

interface Export {
  readonly actor: Actor;
  readonly sites: readonly Membership[];
  readonly definition: ProtocolDefinition;
}

/** The table of one row per patient as a stream, by the rules of a limited file: no free text. */
export function studyCsv(study: Export): ReadableStream<Uint8Array> {
  return textStream(studyLines(study));
}

/**
 * Batch by batch. Each batch is one snapshot; the whole is not: a
 * record saved meanwhile shows in rows that come after it.
 */
async function* studyLines({ actor, sites, definition }: Export): AsyncGenerator<string> {
  const columns = studyColumns(compileProtocol(definition));
  const left = limitedColumns(columns);
  yield csvLine(left.map(({ name }) => name));
  let after = '';
  for (;;) {
    const batch = await inReadTransaction(actor, (tx) =>
      readBatch(tx, { sites, code: definition.code, after }),
    );
    const lines = batch.map((study) => {
      const row = Object.fromEntries(columns.map(({ name, value }) => [name, value(study)]));
      return csvLine(Object.values(limitedRow(left, row)));
    });
    yield lines.join('');
    const last = batch.at(-1);
    if (!last || batch.length < batchSize) {
      return;
    }
    after = `${last.siteCode}/${last.studyId}`;
  }
}

/** Says in the audit trail of every site who took its rows out, before the first one leaves. */
export async function recordExport(
  { actor, sites, definition }: Export,
  requestId: string,
): Promise<void> {
  await inTransaction(actor, { requestId }, (tx) =>
    recordTakenOut(tx, {
      event: 'exported',
      siteIds: sites.map(({ siteId }) => siteId),
      tableName: 'enrollment',
      rowId: definition.code,
      what: { protocol: definition.code, format: 'csv' },
    }),
  );
}

interface Batch {
  readonly sites: readonly Membership[];
  readonly code: string;
  /** Site code and study id of the last row so far. */
  readonly after: string;
}

async function readBatch(tx: Transaction, { sites, code, after }: Batch): Promise<StudyCase[]> {
  const siteIds = sites.map(({ siteId }) => siteId);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT e.id
    FROM enrollment e
    JOIN patient p ON p.id = e.patient_id
    JOIN site s ON s.id = e.site_id
    JOIN protocol_version v ON v.id = e.protocol_version_id
    WHERE v.code = ${code} AND e.site_id = ANY (${siteIds}::uuid[])
      AND s.code || '/' || p.study_id > ${after}
    ORDER BY s.code || '/' || p.study_id, e.id
    LIMIT ${batchSize}`;
  const loaded = await loadRecordedCases(
    tx,
    rows.map(({ id }) => id),
  );
  return loaded.map(({ timeZone, recorded }) => {
    const today = toDay(siteToday(timeZone));
    const evaluation = evaluateCourse(recorded.protocol, recorded.course, today);
    return { ...recorded, today, evaluation };
  });
}
