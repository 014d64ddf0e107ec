import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '@/lib/auth/roles';
import { flagProposals, flagSeverities } from '@/lib/protocols/safety-rule-schema';
import { timings } from '@/lib/schedule/occurrence';
import { closeDatabase } from '@/lib/server/db/client';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { comparators } from '@/lib/units/quantity';
import { openTestDatabase } from '@/tests/support/database';
import { addSampleRows } from '@/tests/support/sample-rows';

const { owner } = await openTestDatabase();
afterAll(closeDatabase);

// The migrations are written by hand, so nothing but this keeps schema.prisma and them together.

type Column = {
  readonly name: string;
  readonly type: string;
  readonly isList: boolean;
  readonly isNullable: boolean;
  readonly hasDefault: boolean;
};
type Model = { readonly name: string; readonly table: string; readonly columns: readonly Column[] };

const databaseTypes: Readonly<Record<string, string>> = {
  String: 'text',
  Int: 'int4',
  BigInt: 'int8',
  Bytes: 'bytea',
  Boolean: 'bool',
  Json: 'jsonb',
  '@db.Uuid': 'uuid',
  '@db.Date': 'date',
  '@db.Time(6)': 'time',
  '@db.Timestamptz(6)': 'timestamptz',
  '@db.Decimal': 'numeric',
};

function parseModels(schema: string): readonly Model[] {
  return [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].map(([, name = '', body = '']) => ({
    name,
    table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
    columns: body.split('\n').flatMap(parseColumn),
  }));
}

/** Fields of another model's type are relations: no column of their own. */
function parseColumn(line: string): readonly Column[] {
  const field = /^ {2}(\w+)\s+(\w+)(\[\]|\?)?(.*)$/.exec(line);
  const [, name = '', prismaType = '', modifier = '', attributes = ''] = field ?? [];
  const type = databaseTypes[/@db\.\w+(\(\d+\))?/.exec(attributes)?.[0] ?? prismaType];
  if (type === undefined) {
    return [];
  }
  return [
    {
      name: /@map\("(\w+)"\)/.exec(attributes)?.[1] ?? name,
      type,
      isList: modifier === '[]',
      isNullable: modifier === '?',
      hasDefault: attributes.includes('@default('),
    },
  ];
}

const models = parseModels(readFileSync('prisma/schema.prisma', 'utf8'));

/** The database fills these from the transaction's settings; the program never writes the table. */
const filledByDatabase = ['actor_id', 'reason', 'request_id'];

async function readColumns(table: string): Promise<readonly Column[]> {
  const { rows } = await owner.query<Column>(
    `SELECT
       a.attname AS name,
       coalesce(e.typname, t.typname) AS type,
       e.typname IS NOT NULL AS "isList",
       NOT a.attnotnull AS "isNullable",
       a.atthasdef AND NOT (c.relname = 'audit_event' AND a.attname = ANY ($2)) AS "hasDefault"
     FROM pg_attribute a
     JOIN pg_class c ON c.oid = a.attrelid
     JOIN pg_type t ON t.oid = a.atttypid
     LEFT JOIN pg_type e ON e.typarray = t.oid
     WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped`,
    [table, filledByDatabase],
  );
  return rows;
}

const byName = (columns: readonly Column[]) =>
  [...columns].sort((one, other) => one.name.localeCompare(other.name));

test('every table has its model, except what the program reaches through functions only', async () => {
  const { rows } = await owner.query<{ name: string }>(`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`);
  const withoutModel = ['_prisma_migrations', 'user_credential'];
  expect([...models.map(({ table }) => table), ...withoutModel].sort()).toEqual(
    rows.map(({ name }) => name).sort(),
  );
});

describe.each(models)('$name', ({ name, table, columns }) => {
  let user: string;

  beforeAll(async () => {
    const rows = await addSampleRows(owner);
    user = String(rows['user_account']?.['id']);
  });

  test('has the columns of the table: names, types, lists, nulls and defaults', async () => {
    expect(byName(columns)).toEqual(byName(await readColumns(table)));
  });

  test('can be read through the client', async () => {
    const delegate = name.charAt(0).toLowerCase() + name.slice(1);
    const rows = await inReadTransaction({ userId: user }, (tx) => {
      const { findMany } = Reflect.get(tx, delegate) as { findMany: () => Promise<unknown[]> };
      return findMany();
    });
    expect(rows.length).toBeGreaterThan(0);
  });
});

const closedSets = [
  ['site_membership', 'role', roles],
  ['flag', 'who_acts', roles],
  ['flag', 'severity', flagSeverities],
  ['flag', 'proposes', flagProposals],
  ['occurrence', 'timing', timings],
  ['lab_result', 'comparator', comparators],
] as const;

test.each(closedSets)(
  '%s.%s allows the values that the program knows',
  async (table, column, values) => {
    const { rows } = await owner.query<{ allowed: string[] }>(
      `SELECT array(SELECT m[1] FROM regexp_matches(pg_get_constraintdef(oid), '''([^'']+)''::text', 'g') m) AS allowed
     FROM pg_constraint
     WHERE conrelid = $1::regclass AND contype = 'c' AND pg_get_constraintdef(oid) ~ ('\\(' || $2 || ' = ANY')`,
      [table, column],
    );
    expect(rows.map(({ allowed }) => allowed.sort())).toEqual([[...values].sort()]);
  },
);
