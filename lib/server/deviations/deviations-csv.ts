import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import { type CsvValue, csvLine } from '@/lib/export/csv';
import { daysOutside, deviationKindsOf } from '@/lib/outcomes/deviation';
import type { DeviationFilter } from '@/lib/outcomes/deviation-search';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { recordTakenOut } from '../audit/record-taken-out';
import { inReadTransaction, inTransaction, type Transaction } from '../db/transaction';
import { textStream } from '../export/byte-stream';
import { type DeviationRow, readDeviations } from './deviation-rows';
import { protocolsOf, siteDays, titleOf } from './queries';

/** Enrollments whose deviations are in memory at a time. */
const batchSize = 200;

interface Export {
  readonly actor: Actor;
  readonly sites: readonly Membership[];
  readonly filter: DeviationFilter;
}

type Column = readonly [
  name: string,
  value: (row: DeviationRow, protocol: CompiledProtocol) => CsvValue,
];

/** No column can hold an identity. */
const columns: readonly Column[] = [
  ['site', ({ siteCode }) => siteCode],
  ['study_id', ({ studyId }) => studyId],
  ['protocol', (_row, { definition }) => definition.code],
  ['protocol_version', (_row, { definition }) => definition.version],
  ['arm', ({ arm }) => arm],
  ['requirement', ({ requirement }) => requirement],
  ['ordinal', ({ ordinal }) => ordinal],
  ['title', titleOf],
  ['deviation', (row) => deviationKindsOf(row).join(' ')],
  ['target_date', ({ targetOn }) => targetOn],
  ['planned_date', ({ plannedOn }) => plannedOn],
  ['window_opens', ({ opensOn }) => opensOn],
  ['window_closes', ({ closesOn }) => closesOn],
  ['done_date', ({ actualOn }) => actualOn],
  ['days_outside_window', daysOutside],
  ['closed_date', ({ closedOn }) => closedOn],
  ['reason', ({ reason }) => reason],
];

/** Every deviation of the filter as a stream. */
export function deviationsCsv(request: Export): ReadableStream<Uint8Array> {
  return textStream(deviationLines(request));
}

async function* deviationLines({ actor, sites, filter }: Export): AsyncGenerator<string> {
  yield csvLine(columns.map(([name]) => name));
  const days = siteDays(sites);
  let after = '';
  for (;;) {
    const { enrollments, text } = await inReadTransaction(actor, async (tx) => {
      const batch = await readEnrollments(tx, sites, filter, after);
      const rows = await readDeviations(tx, days, filter, {
        enrollmentIds: batch.map(({ id }) => id),
        order: 'by-patient',
        limit: null,
        offset: 0,
      });
      const protocolOf = await protocolsOf(tx, rows);
      const linesOfBatch = rows.map((row) =>
        csvLine(columns.map(([, value]) => value(row, protocolOf(row)))),
      );
      return { enrollments: batch, text: linesOfBatch.join('') };
    });
    yield text;
    const last = enrollments.at(-1);
    if (!last || enrollments.length < batchSize) {
      return;
    }
    after = last.position;
  }
}

interface EnrollmentPosition {
  readonly id: string;
  /** Site code, study id and id: the order of the file. */
  readonly position: string;
}

async function readEnrollments(
  tx: Transaction,
  sites: readonly Membership[],
  { siteId, protocol }: DeviationFilter,
  after: string,
): Promise<EnrollmentPosition[]> {
  const siteIds = sites.map((site) => site.siteId);
  return await tx.$queryRaw<EnrollmentPosition[]>`
    SELECT id, position FROM (
      SELECT e.id, s.code || '/' || p.study_id || '/' || e.id AS position
      FROM enrollment e
      JOIN patient p ON p.id = e.patient_id
      JOIN site s ON s.id = e.site_id
      JOIN protocol_version v ON v.id = e.protocol_version_id
      WHERE e.site_id = ANY (${siteIds}::uuid[])
        AND e.site_id = coalesce(${siteId}::uuid, e.site_id)
        AND (${protocol}::text IS NULL OR v.code = ${protocol})
    ) placed
    WHERE position > ${after}
    ORDER BY position
    LIMIT ${batchSize}::integer`;
}

/** Says in the audit trail of every site who took its rows out, before the first one leaves. */
export async function recordDeviationsExport(
  { actor, sites, filter }: Export,
  requestId: string,
): Promise<void> {
  await inTransaction(actor, { requestId }, (tx) =>
    recordTakenOut(tx, {
      event: 'exported',
      siteIds: sites.map(({ siteId }) => siteId),
      tableName: 'occurrence',
      rowId: 'deviations',
      what: { protocol: filter.protocol ?? 'every protocol', format: 'csv of deviations' },
    }),
  );
}
