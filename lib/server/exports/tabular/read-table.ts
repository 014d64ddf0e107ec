import 'server-only';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';
import type { DisclosedColumn } from '@/lib/deidentification/disclosed-columns';
import type { DataColumn } from '@/lib/export/data-column';
import { onConnection } from '../../db/transaction';
import {
  disclosedCell,
  disclosedMembersSql,
  setDisclosedMembers,
} from '../../deidentification/disclosed-sql';
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
  run: ExportRun,
  reading: Reading,
): AsyncIterable<Uint8Array> {
  const text = new PassThrough();
  onConnection(request.actor, (client) =>
    pipeline(copies(client, request, table, run, reading), text, { signal: run.signal }),
  ).catch((error: unknown) => {
    text.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return text;
}

async function* copies(
  client: PoolClient,
  request: ExportRequest,
  table: DisclosedTable,
  { progress }: ExportRun,
  { place, formulas }: Reading,
): AsyncGenerator<Uint8Array> {
  const { disclosure } = request;
  const { members } = disclosure;
  const select = selectSql(request, table, formulas);
  for (let start = 0; start < members.length; start += batchSize) {
    const batch = members.slice(start, start + batchSize);
    await setDisclosedMembers(client, { ...disclosure, members: batch });
    yield* client.query(copyTo(`COPY (${select}) TO STDOUT WITH (FORMAT csv)`));
    const done = place.index * members.length + start + batch.length;
    progress(Math.floor(done / place.of), members.length);
  }
}

function selectSql(
  { snapshot }: ExportRequest,
  { name, columns }: DisclosedTable,
  formulas: Reading['formulas'],
): string {
  const frozen = snapshot.definition.columns[name];
  // COPY takes no parameters.
  const id = z.uuid().parse(snapshot.id);
  const record = `(${frozen.map(definition).join(', ')})`;
  const names = frozen.map((column) => `"${column.name}"`).join(', ');
  const [rows, order] =
    name === 'subjects'
      ? [`jsonb_to_record(m.subject) AS x ${record}`, 'd.place']
      : [
          `ROWS FROM (jsonb_to_recordset(m.data -> '${name}') AS ${record})
           WITH ORDINALITY AS x (${names}, row_place)`,
          'd.place, x.row_place',
        ];
  return `
    SELECT ${columns.map((column) => cell(column, formulas)).join(', ')}
    FROM ${disclosedMembersSql}
    JOIN snapshot_member s ON s.snapshot_id = '${id}' AND s.position = d.position
    -- Unpacked once for each man, not once for each value that is taken from it.
    CROSS JOIN LATERAL (SELECT s.data, s.subject || '{}' AS subject OFFSET 0) m
    CROSS JOIN LATERAL ${rows}
    ORDER BY ${order}`;
}

function cell(column: DisclosedColumn, formulas: Reading['formulas']): string {
  const value = disclosedCell(column);
  switch (column.type) {
    case 'flag':
      return `(${value})::integer`;
    case 'text':
      return formulas === 'escaped' ? withoutFormula(value) : value;
    default:
      return value;
  }
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

/** By the code of the first character: a regular expression would take longer than the rest of a row. */
function withoutFormula(value: string): string {
  return `CASE WHEN ascii(${value}) IN (${formulaStarts.join(', ')}) THEN '''' || ${value} ELSE ${value} END`;
}

const formulaStarts = [...'=+-@\t\r'].map((character) => character.charCodeAt(0));
