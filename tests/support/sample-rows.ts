// One row in every table for a site, made from the catalogue, so that a new table joins the
// database tests without being listed anywhere.
import { randomUUID } from 'node:crypto';
import type pg from 'pg';

export type Row = Readonly<Record<string, unknown>>;
/** By table. Every reference points to the sample row of the table it names. */
export type SampleRows = Readonly<Record<string, Row>>;

type Column = { readonly name: string; readonly type: string; readonly isRequired: boolean };
type Reference = {
  readonly columns: readonly string[];
  readonly table: string;
  readonly keys: readonly string[];
};
type Table = {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly references: readonly Reference[];
  /** The first value that a CHECK … IN (…) allows, by column. */
  readonly allowed: Readonly<Record<string, string>>;
};

// What the catalogue cannot tell.
const particular: Readonly<Record<string, (rows: SampleRows) => unknown>> = {
  'api_token.scopes': () => ['patient:read'],
  'api_token.hash': () => randomUUID().replaceAll('-', '').repeat(2),
  'api_token.expires_at': () => new Date(Date.now() + 3_600_000).toISOString(),
  'cohort.site_ids': ({ site }) => [site?.['id']],
  'cohort_snapshot.site_ids': ({ site }) => [site?.['id']],
  'cohort_snapshot.hash': () => 'ab'.repeat(32),
  'import_run.committed_by': () => null,
  'job.site_ids': ({ site }) => [site?.['id']],
  'job.requested_by': ({ user_account: user }) => user?.['id'],
  'stored_file.site_ids': ({ site }) => [site?.['id']],
  'stored_file.created_by': ({ user_account: user }) => user?.['id'],
  'deidentification_key.key': () => `\\x${'ef'.repeat(32)}`,
  'snapshot_result.key': () => 'cd'.repeat(32),
  'site.time_zone': () => 'Europe/Berlin',
  'site_membership.sees_identity': () => true,
  'record.kind': () => 'lab-report',
  'dispensing_authorization.number': () => '20260110',
  'screening_log.category': () => 'declined',
  'plan_adjustment.planned_on': () => '2026-02-01',
};

const samples: Readonly<Record<string, () => unknown>> = {
  uuid: randomUUID,
  text: () => `sample-${randomUUID()}`,
  int4: () => 1,
  int8: () => 1,
  bool: () => false,
  bytea: () => '\\x00',
  numeric: () => '1.5',
  date: () => '2026-01-15',
  time: () => '08:30:00',
  timestamptz: () => '2026-01-15T09:00:00Z',
  jsonb: () => '{"sample": true}',
};

/** As the owner of the schema. Tables named in `given` keep those rows. */
export async function addSampleRows(owner: pg.Pool, given: SampleRows = {}): Promise<SampleRows> {
  const rows: Record<string, Row> = { ...given };
  for (const table of inOrderOfReference(await readTables(owner))) {
    rows[table.name] ??= await insertRow(owner, table.name, sampleRow(table, rows));
  }
  return rows;
}

/** A further row of one table, with the same references and a new key. */
export async function anotherRow(owner: pg.Pool, name: string, rows: SampleRows): Promise<Row> {
  const table = (await readTables(owner)).find((candidate) => candidate.name === name);
  if (table === undefined) {
    throw new Error(`No table ${name}.`);
  }
  return sampleRow(table, rows);
}

export async function insertRow(
  client: pg.Pool | pg.PoolClient,
  table: string,
  row: Row,
): Promise<Row> {
  const columns = Object.keys(row);
  const { rows } = await client.query<Row>(
    `INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')})
     VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})
     RETURNING *`,
    Object.values(row),
  );
  return rows[0] ?? {};
}

function sampleRow(table: Table, rows: SampleRows): Row {
  const referenced = Object.fromEntries(
    table.references.flatMap(({ columns, table: target, keys }) =>
      columns.map((column, index) => [column, rows[target]?.[keys[index] ?? '']]),
    ),
  );
  return Object.fromEntries(
    table.columns.flatMap(({ name, type, isRequired }) => {
      const make = particular[`${table.name}.${name}`];
      if (make !== undefined) {
        return [[name, make(rows)]];
      }
      if (name in referenced) {
        return [[name, referenced[name]]];
      }
      if (!isRequired) {
        return [];
      }
      return [[name, table.allowed[name] ?? samples[type]?.()]];
    }),
  );
}

function inOrderOfReference(tables: readonly Table[]): readonly Table[] {
  const ordered: Table[] = [];
  const visit = (table: Table): void => {
    if (ordered.includes(table)) {
      return;
    }
    for (const { table: target } of table.references) {
      const parent = tables.find((candidate) => candidate.name === target);
      if (parent !== undefined) {
        visit(parent);
      }
    }
    ordered.push(table);
  };
  tables.forEach(visit);
  return ordered;
}

/** Without audit_event, which only triggers write, and references of a table to itself. */
async function readTables(owner: pg.Pool): Promise<readonly Table[]> {
  const { rows } = await owner.query<Table>(`
    SELECT
      c.relname AS name,
      (
        SELECT jsonb_agg(jsonb_build_object(
          'name', a.attname, 'type', t.typname, 'isRequired', a.attnotnull AND NOT a.atthasdef
        ) ORDER BY a.attnum)
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      ) AS columns,
      coalesce((
        SELECT jsonb_agg(jsonb_build_object(
          'table', f.confrelid::regclass::text,
          'columns', (SELECT jsonb_agg(a.attname ORDER BY k.n) FROM unnest(f.conkey) WITH ORDINALITY k (num, n)
                      JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.num),
          'keys', (SELECT jsonb_agg(a.attname ORDER BY k.n) FROM unnest(f.confkey) WITH ORDINALITY k (num, n)
                   JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.num)
        ))
        FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid
          -- From an enrollment back to one of its own records.
          AND f.conname <> 'enrollment_end_adverse_event_id_fkey'
      ), '[]') AS references,
      coalesce((
        SELECT jsonb_object_agg(m[1], m[2])
        FROM pg_constraint k,
          regexp_matches(pg_get_constraintdef(k.oid), '^CHECK \\(\\((\\w+) = ANY \\(ARRAY\\[''([^'']+)''') m
        WHERE k.conrelid = c.oid AND k.contype = 'c'
      ), '{}') AS allowed
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND c.relname NOT IN ('_prisma_migrations', 'audit_event')
    ORDER BY c.relname`);
  return rows;
}
