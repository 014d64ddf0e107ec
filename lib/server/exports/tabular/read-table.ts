import 'server-only';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';
import type { DataColumn } from '@/lib/export/data-column';
import type { DisclosedMember } from '@/lib/deidentification/disclosure';
import { onConnection } from '../../db/transaction';
import type { ExportRequest, ExportRun } from '../format';
import type { DisclosedTable } from './tables';

/** Men of one COPY: the progress moves in steps of so many. */
const batchSize = 1_000;

interface Reading {
  /** Which of how many tables of the file it is. */
  readonly place: { readonly index: number; readonly of: number };
  /** A spreadsheet would run a text that starts like a formula; an apostrophe keeps it a text (lib/export/csv.ts). */
  readonly formulas: 'escaped' | 'as-recorded';
}

/**
 * The rows of a table as CSV without a header, as PostgreSQL writes them from the frozen rows: neither memory nor the
 * event loop is held. The men come in the order of the disclosure.
 */
export function readTable(
  request: ExportRequest,
  table: DisclosedTable,
  { progress, signal }: ExportRun,
  { place, formulas }: Reading,
): AsyncIterable<Uint8Array> {
  const { actor, disclosure } = request;
  const { members } = disclosure;
  const text = new PassThrough();
  onConnection(actor, async (client) => {
    for (let start = 0; start < members.length; start += batchSize) {
      const batch = members.slice(start, start + batchSize);
      const select = selectSql(client, request, table, batch, formulas);
      await pipeline(
        client.query(copyTo(`COPY (${select}) TO STDOUT WITH (FORMAT csv)`)),
        text,
        { signal, end: false },
      );
      const done = place.index * members.length + start + batch.length;
      progress(Math.floor(done / place.of), members.length);
    }
    text.end();
  }).catch((error: unknown) => {
    text.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return text;
}

function selectSql(
  client: PoolClient,
  { snapshot }: ExportRequest,
  { name, columns }: DisclosedTable,
  batch: readonly DisclosedMember[],
  formulas: Reading['formulas'],
): string {
  const frozen = snapshot.definition.columns[name];
  // COPY takes no parameters.
  const id = z.uuid().parse(snapshot.id);
  const cells = columns.map((column) => {
    const cell = disclosedCell(column);
    return column.type === 'text' && formulas === 'escaped' ? withoutFormula(cell) : cell;
  });
  const rows = batch.map((member, index) => memberRow(client, member, index));
  const record = `(${frozen.map(definition).join(', ')})`;
  const [source, order] =
    name === 'subjects'
      ? [`CROSS JOIN LATERAL jsonb_to_record(m.subject) AS x ${record}`, 'k.place']
      : [
          `CROSS JOIN LATERAL ROWS FROM (jsonb_to_recordset(m.data -> '${name}') AS ${record})
           WITH ORDINALITY AS x (${[...frozen.map((column) => `"${column.name}"`), 'row_place'].join(', ')})`,
          'k.place, x.row_place',
        ];
  return `
    SELECT ${cells.join(', ')}
    FROM (VALUES ${rows.join(', ')}) AS k (place, position, subject, site, shift_days, given_name, family_name, birth_date, record_number)
    JOIN snapshot_member m ON m.snapshot_id = '${id}' AND m.position = k.position
    ${source}
    ORDER BY ${order}`;
}

function memberRow(
  client: PoolClient,
  { position, subject, site, shiftDays, identity }: DisclosedMember,
  place: number,
): string {
  const text = (value: string | null | undefined) =>
    value === null || value === undefined ? 'NULL::text' : client.escapeLiteral(value);
  return `(${[
    place,
    position,
    text(subject),
    text(site),
    shiftDays,
    text(identity?.givenName),
    text(identity?.familyName),
    text(identity?.birthDate),
    text(identity?.recordNumber),
  ].join(', ')})`;
}

const databaseTypes: Readonly<Record<DataColumn['type'], string>> = {
  number: 'numeric',
  flag: 'boolean',
  choice: 'text',
  date: 'text',
  text: 'text',
};

/** The frozen definition lets nothing but names of columns pass. */
function definition({ name, type }: DataColumn): string {
  return `"${name}" ${databaseTypes[type]}`;
}

function withoutFormula(cell: string): string {
  return `CASE WHEN ${cell} ~ '^[=+@\\t\\r-]' THEN '''' || ${cell} ELSE ${cell} END`;
}
