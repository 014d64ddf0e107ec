import 'server-only';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';
import type { DatasetName, LongDataset } from '@/lib/analysis/datasets';
import { frozenDefinitionSchema } from '@/lib/analysis/snapshot';
import type { Actor } from '@/lib/auth/actor';
import { limitedColumns } from '@/lib/deidentification/disclosed-columns';
import type { DataColumn } from '@/lib/export/data-column';
import { AppError } from '../app-error';
import { onConnection } from '../db/transaction';
import { disclosedCell } from '../deidentification/disclosed-sql';

/**
 * A dataset as CSV with its header, in the order of the members: missing is an empty cell, a flag 1 or 0. PostgreSQL
 * writes it from the frozen rows, so that neither memory nor the event loop is held. What leaves the clinic is limited;
 * what the program itself computes with is as frozen.
 *
 * @throws NOT_FOUND, when it is read, for a snapshot of which a site is not the actor's
 */
export function streamDataset(
  actor: Actor,
  snapshotId: string,
  dataset: DatasetName,
  content: 'as-frozen' | 'limited' = 'as-frozen',
): AsyncIterable<Buffer> {
  const text = new PassThrough();
  // COPY takes no parameters.
  const id = z.uuid().parse(snapshotId);
  onConnection(actor, async (client) => {
    const { rows } = await client.query<{ definition: unknown }>(
      'SELECT definition FROM cohort_snapshot WHERE id = $1',
      [id],
    );
    const [found] = rows;
    if (found === undefined) {
      throw new AppError('NOT_FOUND');
    }
    const { columns } = frozenDefinitionSchema.parse(found.definition);
    const frozen = columns[dataset];
    const cells =
      content === 'limited'
        ? limitedColumns(frozen).map((column) => cell(column, disclosedCell(column)))
        : frozen.map((column) => cell(column, `x."${column.name}"`));
    const select =
      dataset === 'subjects' ? menSql(id, frozen, cells) : rowsSql(id, dataset, frozen, cells);
    await pipeline(
      client.query(copyTo(`COPY (${select}) TO STDOUT WITH (FORMAT csv, HEADER)`)),
      text,
    );
  }).catch((error: unknown) => {
    text.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return text;
}

function menSql(id: string, columns: readonly DataColumn[], cells: readonly string[]): string {
  return `
    SELECT ${cells.join(', ')}
    FROM snapshot_member m
    CROSS JOIN LATERAL jsonb_to_record(m.subject) AS x (${columns.map(definition).join(', ')})
    WHERE m.snapshot_id = '${id}'
    ORDER BY m.position`;
}

function rowsSql(
  id: string,
  dataset: LongDataset,
  columns: readonly DataColumn[],
  cells: readonly string[],
): string {
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  return `
    SELECT ${cells.join(', ')}
    FROM snapshot_member m
    CROSS JOIN LATERAL ROWS FROM (
      jsonb_to_recordset(m.data -> '${dataset}') AS (${columns.map(definition).join(', ')})
    ) WITH ORDINALITY AS x (${names}, place)
    WHERE m.snapshot_id = '${id}'
    ORDER BY m.position, x.place`;
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

/** A spreadsheet would run a text that starts like a formula; an apostrophe keeps it a text (lib/export/csv.ts). */
function cell({ name, type }: DataColumn, value: string): string {
  switch (type) {
    case 'flag':
      return `(${value})::integer AS "${name}"`;
    case 'text':
      return `CASE WHEN ${value} ~ '^[=+@\\t\\r-]' THEN '''' || ${value} ELSE ${value} END AS "${name}"`;
    default:
      return `${value} AS "${name}"`;
  }
}
