import 'server-only';
import { invariant } from '@/lib/core/invariant';
import { type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';

// Prisma passes a `date` as the midnight of that date in UTC, and a `time` as that time on 1970-01-01.

const millisecondsPerDay = 86_400_000;

export function dayFrom(column: Date): Day {
  const day = column.getTime() / millisecondsPerDay;
  invariant(Number.isInteger(day), 'a date column holds midnights');
  return day as Day;
}

export function dayOrNullFrom(column: Date | null): Day | null {
  return column && dayFrom(column);
}

export function civilDateFrom(column: Date): CivilDate {
  return toCivilDate(dayFrom(column));
}

export function dateOf(day: Day): Date {
  return new Date(day * millisecondsPerDay);
}

/** `HH:MM` */
export function timeFrom(column: Date): string {
  return column.toISOString().slice(11, 16);
}
