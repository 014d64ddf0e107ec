// What the rules of columns say, for a row in memory: lib/server/deidentification says it in SQL, and is held against this.
import type { FrozenRow } from '@/lib/analysis/freeze-case';
import { assertNever } from '@/lib/core/assert-never';
import { civilDate, type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { studyDay } from '@/lib/dates/study-day';
import { groupedAge, oldestStatedAge } from '@/lib/deidentification/ages';
import {
  ageColumn,
  type ColumnRule,
  type DisclosedColumn,
  dayOneColumns,
  endOfTherapyColumn,
  knownEventNames,
  otherEvent,
} from '@/lib/deidentification/disclosed-columns';
import type { DisclosedIdentity, DisclosedMember } from '@/lib/deidentification/disclosure';
import { groupedKaryotype } from '@/lib/deidentification/karyotypes';
import type { CsvValue } from '@/lib/export/csv';

export interface RowOwner {
  readonly member: DisclosedMember;
  /** His row of `subjects`, as frozen. */
  readonly subject: FrozenRow;
}

/** A row of any dataset, by the names of the disclosed columns.  */
export function discloseRow(
  columns: readonly DisclosedColumn[],
  row: FrozenRow,
  owner: RowOwner,
): FrozenRow {
  return Object.fromEntries(
    columns.map(({ name, from, rule }) => [
      name,
      disclosedValue(rule, from === null ? null : (row[from] ?? null), owner),
    ]),
  );
}

function disclosedValue(
  rule: ColumnRule,
  value: CsvValue,
  { member, subject }: RowOwner,
): CsvValue {
  switch (rule) {
    case 'keep':
      return value;
    case 'adverse-event':
      return typeof value === 'string' && !knownEventNames.includes(value) ? otherEvent : value;
    case 'subject':
      return member.subject;
    case 'site':
      return member.site;
    case 'age':
      return typeof value === 'number' ? groupedAge(value) : null;
    case 'karyotype':
      return typeof value === 'string' ? groupedKaryotype(value) : null;
    case 'shift': {
      const day = dayOf(value);
      return day === null ? null : toCivilDate((day + member.shiftDays) as Day);
    }
    case 'study-day': {
      const [day, dayOne] = [dayOf(value), dayOneOf(subject)];
      return day === null || dayOne === null ? null : studyDay(dayOne, day);
    }
    case 'start-year':
      return startYearOf(subject);
    case 'until-end':
      return dayOf(subject[endOfTherapyColumn] ?? null) === null ? null : value;
    default:
      return identityValue(rule, member.identity);
  }
}

function identityValue(
  rule: 'given-name' | 'family-name' | 'birth-date' | 'record-number',
  identity: DisclosedIdentity | null,
): string | null {
  switch (rule) {
    case 'given-name':
      return identity?.givenName ?? null;
    case 'family-name':
      return identity?.familyName ?? null;
    case 'birth-date':
      return identity?.birthDate ?? null;
    case 'record-number':
      return identity?.recordNumber ?? null;
    default:
      return assertNever(rule);
  }
}

function dayOf(value: CsvValue): Day | null {
  return typeof value === 'string' ? toDay(civilDate(value)) : null;
}

function dayOneOf(subject: FrozenRow): Day | null {
  return (
    dayOneColumns.map((name) => dayOf(subject[name] ?? null)).find((day) => day !== null) ?? null
  );
}

/** Over the age of 89 a year may not stand that tells the age. */
function startYearOf(subject: FrozenRow): number | null {
  const [dayOne, age] = [dayOneOf(subject), subject[ageColumn] ?? null];
  return dayOne === null || (typeof age === 'number' && age > oldestStatedAge)
    ? null
    : Number(toCivilDate(dayOne).slice(0, 4));
}
