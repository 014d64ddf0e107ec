// Dates as spreadsheets and laboratories write them. 03/04/2026 is two days: which one is meant is asked
// once for a file and never guessed.

import { err, ok, type Result } from '@/lib/core/result';
import { asStorableText } from '@/lib/core/storable-text';
import { addDays, type CivilDate, dayOf, isCivilDate, toCivilDate } from '@/lib/dates/civil-date';
import { ambiguous, certain, type Detected } from './detected';

export const dateOrders = ['day-month-year', 'month-day-year'] as const;
export type DateOrder = (typeof dateOrders)[number];
export const dateOrderNames: Readonly<Record<DateOrder, string>> = {
  'day-month-year': 'Day first: 31/03/2026',
  'month-day-year': 'Month first: 03/31/2026',
};

/** Excel counts days from 1900 on Windows and from 1904 on old Macintosh computers. */
export const serialEpochs = ['1900', '1904'] as const;
export type SerialEpoch = (typeof serialEpochs)[number];

export interface DateReading {
  /** Null: the file is not expected to have such dates, and they are refused. */
  readonly order: DateOrder | null;
  readonly epoch: SerialEpoch | null;
}

const yearFirst = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/;
const eightDigits = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;
const yearLast = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})$/;
const shortYear = /^(?:\d{1,2}([-/. ])(?:\d{1,2}|\p{L}{3,9})\1\d{2})$/u;
const dayAndName = /^(\d{1,2})[-. /]+(\p{L}{3,9})[-. ,/]+(\d{4})$/u;
const nameAndDay = /^(\p{L}{3,9})[-. ]+(\d{1,2})[-. ,]+(\d{4})$/u;
const serial = /^\d{5}(?:\.\d+)?$/;
const timeBehind = /[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp][Mm]|Z|[+-]\d{2}:?\d{2})?$/;

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

function monthNamed(text: string): number | null {
  const name = text.toLowerCase();
  const index = months.findIndex(
    (month) =>
      name === month || name === month.slice(0, 3) || (name === 'sept' && month === 'september'),
  );
  return index < 0 ? null : index + 1;
}

/** How many values of a column are written in each way. */
export interface DateEvidence {
  yearFirst: number;
  named: number;
  dayFirst: number;
  monthFirst: number;
  eitherOrder: number;
  shortYear: number;
  serial: number;
  other: number;
  /** The first value that could be read in two ways. */
  example: string | null;
}

export function noDateEvidence(): DateEvidence {
  return {
    yearFirst: 0,
    named: 0,
    dayFirst: 0,
    monthFirst: 0,
    eitherOrder: 0,
    shortYear: 0,
    serial: 0,
    other: 0,
    example: null,
  };
}

/** Adds one value of the column. */
export function addDateEvidence(evidence: DateEvidence, cell: string): void {
  const text = withoutTime(cell);
  const numeric = yearLast.exec(text);
  if (yearFirst.test(text) || eightDigits.test(text)) {
    evidence.yearFirst += 1;
  } else if (numeric !== null) {
    const [first, second] = [Number(numeric[1]), Number(numeric[3])];
    if (first > 12 && second <= 12) {
      evidence.dayFirst += 1;
    } else if (second > 12 && first <= 12) {
      evidence.monthFirst += 1;
    } else if (first !== second) {
      evidence.eitherOrder += 1;
      evidence.example ??= text;
    } else {
      evidence.named += 1;
    }
  } else if (dayAndName.test(text) || nameAndDay.test(text)) {
    evidence.named += 1;
  } else if (shortYear.test(text)) {
    evidence.shortYear += 1;
  } else if (serial.test(text)) {
    evidence.serial += 1;
  } else {
    evidence.other += 1;
  }
}

/** Of all columns that hold dates together; null where no date needs an order. */
export function detectDateOrder(columns: readonly DateEvidence[]): Detected<DateOrder | null> {
  const sum = (key: 'dayFirst' | 'monthFirst' | 'eitherOrder') =>
    columns.reduce((total, column) => total + column[key], 0);
  const [dayFirst, monthFirst, either] = [sum('dayFirst'), sum('monthFirst'), sum('eitherOrder')];
  if (dayFirst > 0 && monthFirst > 0) {
    return ambiguous(
      dayFirst >= monthFirst ? 'day-month-year' : 'month-day-year',
      `${dayFirst} dates can only have the day first and ${monthFirst} only the month: the file mixes both.`,
    );
  }
  if (dayFirst > 0) {
    return certain('day-month-year', `${dayFirst} dates can only have the day first.`);
  }
  if (monthFirst > 0) {
    return certain('month-day-year', `${monthFirst} dates can only have the month first.`);
  }
  const example = columns.find((column) => column.example !== null)?.example;
  return either > 0
    ? ambiguous('day-month-year', `Every date can be read in two ways, as ${example}.`)
    : certain(null, 'No date of the file can be read in two ways.');
}

/** Null where no column of dates holds plain numbers. */
export function detectSerialEpoch(columns: readonly DateEvidence[]): Detected<SerialEpoch | null> {
  const serials = columns.reduce((total, column) => total + column.serial, 0);
  return serials > 0
    ? ambiguous('1900', `${serials} dates are numbers, as Excel counts days.`)
    : certain(null, 'No date of the file is a number.');
}

export const dateRefusalCodes = [
  'date-unreadable',
  'date-not-real',
  'date-short-year',
  'date-order-unknown',
  'date-is-number',
] as const;
export interface DateRefusal {
  readonly code: (typeof dateRefusalCodes)[number];
  readonly message: string;
}

/** A time behind the date is left out. */
export function readDate(
  cell: string,
  { order, epoch }: DateReading,
): Result<CivilDate, DateRefusal> {
  const text = withoutTime(cell);
  const iso = yearFirst.exec(text) ?? eightDigits.exec(text);
  if (iso !== null) {
    return real(text, iso[1], iso[2], iso[3]);
  }
  const numeric = yearLast.exec(text);
  if (numeric !== null) {
    const [, first, , second, year] = numeric;
    if (order === null && first !== second) {
      const message = `Say whether the day or the month comes first in ${text}.`;
      return err({ code: 'date-order-unknown', message });
    }
    return order === 'month-day-year'
      ? real(text, year, first, second)
      : real(text, year, second, first);
  }
  const dayFirst = dayAndName.exec(text);
  const nameFirst = nameAndDay.exec(text);
  const [name, day, year] =
    dayFirst === null
      ? [nameFirst?.[1], nameFirst?.[2], nameFirst?.[3]]
      : [dayFirst[2], dayFirst[1], dayFirst[3]];
  const month = name === undefined ? null : monthNamed(name);
  if (month !== null) {
    return real(text, year, String(month), day);
  }
  if (shortYear.test(text)) {
    const message = `The year of ${text} has two digits: write it with four.`;
    return err({ code: 'date-short-year', message });
  }
  if (serial.test(text)) {
    return readSerial(text, epoch);
  }
  const message = `“${shortened(text)}” is not a date: write it as 2026-03-31.`;
  return err({ code: 'date-unreadable', message });
}

/** Day 60 of 1900 is 29 February 1900, which never was: from 61 on Excel is one day ahead. */
function readSerial(text: string, epoch: SerialEpoch | null): Result<CivilDate, DateRefusal> {
  if (epoch === null) {
    const message = `${text} is a number: say whether Excel counts its days from 1900 or from 1904.`;
    return err({ code: 'date-is-number', message });
  }
  const days = Math.floor(Number(text));
  return ok(
    toCivilDate(
      epoch === '1904' ? addDays(dayOf(1904, 1, 1), days) : addDays(dayOf(1899, 12, 30), days),
    ),
  );
}

function real(text: string, year = '', month = '', day = ''): Result<CivilDate, DateRefusal> {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCivilDate(date)
    ? ok(date)
    : err({ code: 'date-not-real', message: `${text} is a day that does not exist.` });
}

function withoutTime(cell: string): string {
  return cell.trim().replace(timeBehind, '');
}

export function shortened(text: string): string {
  return text.length > 40 ? `${asStorableText(text.slice(0, 40))}…` : text;
}
