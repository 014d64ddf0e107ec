import 'server-only';
import { type CohortDefinition, type Condition, type Leaf, leavesOf } from '@/lib/cohort/condition';
import { partsOf } from '@/lib/cohort/count';
import type { Source } from '@/lib/cohort/variable';
import { findVariable } from '@/lib/cohort/variables';
import { invariant } from '@/lib/core/invariant';
import { fixedToday, now } from '../clock';
import { Prisma } from '../db/generated/client';
import { therapyDays } from '../enrollments/therapy-days';
import {
  aggregateSql,
  enrollmentValue,
  isRecordSource,
  needsTherapy,
  ofNone,
  type RecordSource,
  type RecordSourceKind,
  recordsOfSource,
  therapyDayValue,
} from './variable-sql';

/**
 * The enrollments that are in, as a statement of one column `id`; it can stand as a subquery. Text of a person is
 * only ever a parameter: columns, operators and joins come from the closed list of variables.
 */
export function membersSql(
  { protocol, condition }: CohortDefinition,
  siteIds: readonly string[],
): Prisma.Sql {
  const names = columnNames(condition);
  return Prisma.sql`
    SELECT f.id FROM (${factsSql(protocol, siteIds, names)}) f
    WHERE ${conditionSql(condition, names)}`;
}

/** One row: how many are on the protocol and in, and what each condition does by itself (lib/cohort/count.ts). */
export function countSql(
  { protocol, condition }: CohortDefinition,
  siteIds: readonly string[],
): Prisma.Sql {
  const names = columnNames(condition);
  const count = (part: Condition) =>
    Prisma.sql`(count(*) FILTER (WHERE ${conditionSql(part, names)}))::integer`;
  const counts = (parts: readonly Condition[]) =>
    parts.length === 0
      ? Prisma.sql`ARRAY[]::integer[]`
      : Prisma.sql`ARRAY[${Prisma.join(parts.map(count))}]`;
  const parts = partsOf(condition);
  const others = parts.map((_, index) => ({ all: parts.filter((_part, at) => at !== index) }));
  return Prisma.sql`
    SELECT count(*)::integer AS men, ${count(condition)} AS members,
           ${counts(leavesOf(condition))} AS alone, ${counts(others)} AS without
    FROM (${factsSql(protocol, siteIds, names)}) f`;
}

/** Each variable that is asked about is computed once, under a name of ours. */
type ColumnNames = ReadonlyMap<string, Prisma.Sql>;

function columnNames(condition: Condition): ColumnNames {
  const keys = [...new Set(leavesOf(condition).map(({ variable }) => variable))];
  return new Map(keys.map((key, index) => [key, Prisma.raw(`v${index}`)]));
}

interface Column {
  readonly name: Prisma.Sql;
  readonly source: Source;
}

/** One row for every man on the protocol at these sites: `id`, and a column for each variable. */
function factsSql(protocol: string, siteIds: readonly string[], names: ColumnNames): Prisma.Sql {
  const columns = [...names].map(([key, name]): Column => {
    const variable = findVariable(key);
    invariant(variable, `no variable ${key}`);
    return { name, source: variable.source };
  });
  const aggregated = columns.flatMap(({ name, source }) =>
    isRecordSource(source) ? [{ name, source }] : [],
  );
  const kinds = [...new Set(aggregated.map(({ source }) => source.kind))];
  const groups = kinds.map((kind, index) => ({
    kind,
    alias: Prisma.raw(`g${index}`),
    columns: aggregated.filter(({ source }) => source.kind === kind),
  }));
  const values = [
    ...columns.flatMap(({ name, source }) => {
      if (isRecordSource(source)) {
        return [];
      }
      return source.kind === 'enrollment'
        ? [Prisma.sql`m.${name}`]
        : [Prisma.sql`${therapyDayValue(source)} AS ${name}`];
    }),
    ...groups.flatMap(({ alias, columns: own }) =>
      own.map(
        ({ name, source }) => Prisma.sql`
          CASE WHEN ${alias}.id IS NULL THEN ${ofNone(source)} ELSE ${alias}.${name} END AS ${name}`,
      ),
    ),
  ];
  const joins = groups.map(({ alias }) => Prisma.sql`LEFT JOIN ${alias} ON ${alias}.id = m.id`);
  return Prisma.sql`
    WITH ${Prisma.join([
      Prisma.sql`m AS (${menSql(protocol, siteIds, columns)})`,
      ...groups.map(
        ({ kind, alias, columns: own }) => Prisma.sql`${alias} AS (${groupSql(kind, own)})`,
      ),
    ])}
    SELECT ${Prisma.join([Prisma.sql`m.id`, ...values])}
    FROM m ${joins.length === 0 ? Prisma.empty : Prisma.join(joins, ' ')}`;
}

/** Everybody asked, with what their records are measured against. */
function menSql(
  protocol: string,
  siteIds: readonly string[],
  columns: readonly Column[],
): Prisma.Sql {
  const own = columns.flatMap(({ name, source }) =>
    source.kind === 'enrollment' ? [Prisma.sql`${enrollmentValue(source)} AS ${name}`] : [],
  );
  const isOnTherapy = columns.some(({ source }) => needsTherapy(source));
  return Prisma.sql`
    SELECT ${Prisma.join([
      Prisma.sql`e.id, e.patient_id, e.enrolled_on, e.ended_on`,
      Prisma.sql`coalesce(
        ${fixedToday()}::date, (${now()}::timestamptz AT TIME ZONE s.time_zone)::date
      ) AS today`,
      // What was found after the end of an enrollment belongs to the next one (load-course.ts). Few men have
      // a next one, so that is looked up once for all of them.
      Prisma.sql`CASE WHEN e.patient_id IN (
          SELECT o.patient_id FROM enrollment o GROUP BY o.patient_id HAVING count(*) > 1
        ) THEN CASE WHEN EXISTS (
          SELECT FROM enrollment x WHERE x.patient_id = e.patient_id AND x.created_at > e.created_at
        ) THEN e.ended_on END END AS history_until`,
      ...(isOnTherapy ? [Prisma.sql`t.first_dose_on, t.last_dose_on`] : []),
      ...own,
    ])}
    FROM enrollment e
    JOIN protocol_version v ON v.id = e.protocol_version_id
    JOIN site s ON s.id = e.site_id
    ${isOnTherapy ? Prisma.sql`CROSS JOIN LATERAL (${therapyDays}) t` : Prisma.empty}
    WHERE v.code = ${protocol} AND e.site_id = ANY (${[...siteIds]}::uuid[])`;
}

function groupSql(
  kind: RecordSourceKind,
  columns: readonly { readonly name: Prisma.Sql; readonly source: RecordSource }[],
): Prisma.Sql {
  const values = columns.map(({ name, source }) => Prisma.sql`${aggregateSql(source)} AS ${name}`);
  return Prisma.sql`
    SELECT ${Prisma.join([Prisma.sql`m.id`, ...values])}
    FROM m ${recordsOfSource(
      kind,
      columns.map(({ source }) => source),
    )}
    GROUP BY m.id`;
}

/** NULL is unknown: SQL's own AND, OR and NOT are Kleene's. */
function conditionSql(condition: Condition, names: ColumnNames): Prisma.Sql {
  if ('all' in condition) {
    return joined(condition.all, ' AND ', Prisma.sql`TRUE`, names);
  }
  if ('any' in condition) {
    return joined(condition.any, ' OR ', Prisma.sql`FALSE`, names);
  }
  if ('not' in condition) {
    return Prisma.sql`(NOT ${conditionSql(condition.not, names)})`;
  }
  const name = names.get(condition.variable);
  invariant(name, `no column for ${condition.variable}`);
  return Prisma.sql`(${leafSql(condition, Prisma.sql`f.${name}`)})`;
}

function joined(
  parts: readonly Condition[],
  operator: ' AND ' | ' OR ',
  ofNone: Prisma.Sql,
  names: ColumnNames,
): Prisma.Sql {
  return parts.length === 0
    ? ofNone
    : Prisma.sql`(${Prisma.join(
        parts.map((part) => conditionSql(part, names)),
        operator,
      )})`;
}

function leafSql(leaf: Leaf, column: Prisma.Sql): Prisma.Sql {
  switch (leaf.operator) {
    case 'any-of':
      return anyOf(leaf, column);
    case 'none-of':
      return Prisma.sql`NOT (${anyOf(leaf, column)})`;
    case 'at-least':
      return Prisma.sql`${column} >= ${leaf.value}::float8`;
    case 'at-most':
      return Prisma.sql`${column} <= ${leaf.value}::float8`;
    case 'between':
      return Prisma.sql`${column} BETWEEN ${leaf.from}::float8 AND ${leaf.to}::float8`;
    case 'on-or-before':
      return Prisma.sql`${column} <= ${leaf.date}::date`;
    case 'on-or-after':
      return Prisma.sql`${column} >= ${leaf.date}::date`;
    case 'within':
      return Prisma.sql`${column} BETWEEN ${leaf.from}::date AND ${leaf.to}::date`;
    case 'yes':
      return column;
    case 'no':
      return Prisma.sql`NOT ${column}`;
    case 'recorded':
      return Prisma.sql`${column} IS NOT NULL`;
    case 'not-recorded':
      return Prisma.sql`${column} IS NULL`;
  }
}

function anyOf(
  { variable, values }: { readonly variable: string; readonly values: readonly string[] },
  column: Prisma.Sql,
): Prisma.Sql {
  return findVariable(variable)?.type.kind === 'set'
    ? Prisma.sql`${column} && ${[...values]}::text[]`
    : Prisma.sql`${column} = ANY (${[...values]}::text[])`;
}
