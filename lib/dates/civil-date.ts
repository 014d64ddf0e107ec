import { z } from 'zod';
import type { Brand } from '@/lib/core/brand';
import { invariant } from '@/lib/core/invariant';

/** A calendar date without a zone, `YYYY-MM-DD`, at every border of the program. */
export type CivilDate = Brand<string, 'CivilDate'>;

/** Days since 1970-01-01 in the proleptic Gregorian calendar: what the engine computes with. */
export type Day = Brand<number, 'Day'>;

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;

export function isCivilDate(text: string): text is CivilDate {
  const match = shape.exec(text);
  if (!match) {
    return false;
  }
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

const dateMessage = 'Enter a date that exists, as year-month-day: 2026-03-31';

export const civilDateSchema = z
  .string()
  .trim()
  .refine(isCivilDate, dateMessage)
  .transform((text) => text as CivilDate);

/** A date that may be unknown: null, and so is what a form leaves blank. */
export const optionalCivilDateSchema = z
  .string()
  .nullable()
  .default(null)
  .transform((entered, context): CivilDate | null => {
    const text = entered?.trim() ?? '';
    if (text === '' || isCivilDate(text)) {
      return text === '' ? null : text;
    }
    context.addIssue({ code: 'custom', message: dateMessage });
    return z.NEVER;
  });

/** @throws when the text is not a calendar date; borders parse with `civilDateSchema` first. */
export function civilDate(text: string): CivilDate {
  invariant(isCivilDate(text), `not a calendar date: ${text}`);
  return text;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) {
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    return leap ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * Days from 1970-01-01 to a calendar date. Years are counted from March, so that the leap day is
 * the last of its year and the month lengths follow one linear formula.
 */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) as Day;
}

export interface CivilParts {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
}

/** Inverse of `dayOf`. */
export function partsOf(day: Day): CivilParts {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

export function toDay(date: CivilDate): Day {
  return dayOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

export function dayOrNull(date: CivilDate | null): Day | null {
  return date === null ? null : toDay(date);
}

export function toCivilDate(day: Day): CivilDate {
  const { year, month, dayOfMonth } = partsOf(day);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}` as CivilDate;
}

export function addDays(day: Day, days: number): Day {
  return (day + days) as Day;
}

/** Keeps the day of the month and clamps to the month's end: 31 January + 1 month is 28 or 29 February. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, dayOfMonth } = partsOf(day);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  return dayOf(targetYear, targetMonth, Math.min(dayOfMonth, daysInMonth(targetYear, targetMonth)));
}

/** Whole years between two dates, as an age is counted. */
export function completedYears(from: Day, to: Day): number {
  const start = partsOf(from);
  const end = partsOf(to);
  const beforeBirthday =
    end.month < start.month || (end.month === start.month && end.dayOfMonth < start.dayOfMonth);
  return end.year - start.year - (beforeBirthday ? 1 : 0);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
