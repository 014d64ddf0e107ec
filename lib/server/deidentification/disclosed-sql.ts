import 'server-only';
import type pg from 'pg';
import { assertNever } from '@/lib/core/assert-never';
import { groupOfOlder, oldestStatedAge } from '@/lib/deidentification/ages';
import {
  ageColumn,
  type ColumnRule,
  type DisclosedColumn,
  dayOneColumns,
  endOfTherapyColumn,
  knownEventNames,
  otherEvent,
} from '@/lib/deidentification/disclosed-columns';
import type { Disclosure } from '@/lib/deidentification/disclosure';
import { commonKaryotypes, otherKaryotype } from '@/lib/deidentification/karyotypes';

const setting = 'app.disclosed_members';

/**
 * Hands the members of a file to the statements of this transaction: COPY takes no parameters, and what stands in a
 * statement may be logged.
 */
export async function setDisclosedMembers(
  client: pg.ClientBase,
  { members }: Disclosure,
): Promise<void> {
  await client.query('SELECT set_config($1, $2, true)', [
    setting,
    JSON.stringify(
      members.map(({ position, subject, site, shiftDays, identity }, index) => ({
        place: index + 1,
        position,
        subject,
        site,
        shift_days: shiftDays,
        given_name: identity?.givenName ?? null,
        family_name: identity?.familyName ?? null,
        birth_date: identity?.birthDate ?? null,
        record_number: identity?.recordNumber ?? null,
      })),
    ),
  ]);
}

/** An item of FROM with the members that were handed over, in `place` the order of the file. */
export const disclosedMembersSql = `jsonb_to_recordset(current_setting('${setting}')::jsonb) AS d (
  place integer, position integer, subject text, site text, shift_days integer,
  given_name text, family_name text, birth_date text, record_number text)`;

/**
 * The value of a column where `x` is the frozen row with a date as text, `m` the row of
 * snapshot_member, and `d` what was handed over of the member.
 */
export function disclosedCell({ from, rule }: DisclosedColumn): string {
  return cellOf(rule, `x."${from}"`);
}

function cellOf(rule: ColumnRule, value: string): string {
  switch (rule) {
    case 'keep':
      return value;
    case 'subject':
    case 'site':
      return `d.${rule}`;
    case 'age':
      return `CASE WHEN ${value} > ${oldestStatedAge} THEN ${groupOfOlder} ELSE ${value} END`;
    case 'karyotype':
      return oneOf(value, commonKaryotypes, otherKaryotype);
    case 'adverse-event':
      return oneOf(value, knownEventNames, otherEvent);
    case 'shift':
      return `to_char(${value}::date + d.shift_days, 'YYYY-MM-DD')`;
    case 'study-day':
      return `(${value}::date - ${dayOne}) + (${value}::date >= ${dayOne})::integer`;
    case 'start-year':
      return `CASE WHEN ${ofSubject(ageColumn)}::numeric > ${oldestStatedAge} THEN NULL
        ELSE extract(year FROM ${dayOne})::integer END`;
    case 'until-end':
      return `CASE WHEN ${ofSubject(endOfTherapyColumn)} IS NOT NULL THEN ${value} END`;
    case 'given-name':
    case 'family-name':
    case 'birth-date':
    case 'record-number':
      return `d.${rule.replace('-', '_')}`;
    default:
      return assertNever(rule);
  }
}

const ofSubject = (column: string) => `(m.subject ->> '${column}')`;

const dayOne = `coalesce(${dayOneColumns.map((column) => `${ofSubject(column)}::date`).join(', ')})`;

function oneOf(value: string, known: readonly string[], other: string): string {
  const list = known.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ');
  return `CASE WHEN ${value} NOT IN (${list}) THEN '${other}' ELSE ${value} END`;
}
