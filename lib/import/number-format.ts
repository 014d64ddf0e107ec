// A comma is a decimal sign in one country and parts thousands in the next. It is asked once for a file.
import { err, ok, type Result } from '@/lib/core/result';
import { shortened } from './date-format';
import { ambiguous, certain, type Detected } from './detected';

export const decimalSigns = ['point', 'comma'] as const;
export type DecimalSign = (typeof decimalSigns)[number];

export const decimalSignNames: Readonly<Record<DecimalSign, string>> = {
  point: 'Point: 1.5',
  comma: 'Comma: 1,5',
};

const inEitherWay = /^[1-9]\d{0,2}[.,]\d{3}$/;
const withPoint = /^\d+\.\d+$/;
const withComma = /^\d+,\d+$/;
const grouped = /^\d{1,3}(?:[.,'’\s]\d{3})+(?:[.,]\d+)?$/u;
const whole = /^\d+$/;

/** How many values of a column are written in each way. */
export interface NumberEvidence {
  point: number;
  comma: number;
  either: number;
  example: string | null;
}

export function noNumberEvidence(): NumberEvidence {
  return { point: 0, comma: 0, either: 0, example: null };
}

export function addNumberEvidence(evidence: NumberEvidence, cell: string): void {
  const { number } = parted(cell);
  if (inEitherWay.test(number)) {
    evidence.either += 1;
    evidence.example ??= number;
  } else if (withPoint.test(number)) {
    evidence.point += 1;
  } else if (withComma.test(number)) {
    evidence.comma += 1;
  }
}

/** Of all columns that hold numbers together. */
export function detectDecimalSign(columns: readonly NumberEvidence[]): Detected<DecimalSign> {
  const sum = (key: 'point' | 'comma' | 'either') =>
    columns.reduce((total, column) => total + column[key], 0);
  const [point, comma, either] = [sum('point'), sum('comma'), sum('either')];
  if (point > 0 && comma > 0) {
    return ambiguous(
      point >= comma ? 'point' : 'comma',
      `${point} numbers have a decimal point and ${comma} a comma.`,
    );
  }
  if (point > 0) {
    return certain('point', `${point} numbers have a decimal point and none a comma.`);
  }
  if (comma > 0) {
    return certain('comma', `${comma} numbers have a decimal comma and none a point.`);
  }
  const example = columns.find((column) => column.example !== null)?.example;
  return either > 0
    ? ambiguous('point', `${example} can be read in two ways.`)
    : certain('point', 'All numbers are whole.');
}

export const numberRefusalCodes = [
  'number-unreadable',
  'number-grouped',
  'number-wrong-sign',
] as const;
export interface NumberRefusal {
  readonly code: (typeof numberRefusalCodes)[number];
  readonly message: string;
}

/** The number with a decimal point, its comparator before it where one is allowed: "<0.3". */
export function readNumber(
  cell: string,
  sign: DecimalSign,
  { comparator: isAllowed = false }: { readonly comparator?: boolean } = {},
): Result<string, NumberRefusal> {
  const { comparator, number } = parted(cell);
  if (comparator !== '' && !isAllowed) {
    return refused('number-unreadable', `Write a plain number, without ${comparator}.`);
  }
  const [own, other] = sign === 'point' ? [withPoint, withComma] : [withComma, withPoint];
  if (whole.test(number) || own.test(number)) {
    return ok(`${comparator}${number.replace(',', '.')}`);
  }
  if (other.test(number)) {
    const named = sign === 'point' ? 'a point' : 'a comma';
    return refused(
      'number-wrong-sign',
      `${number} is not written with ${named} for decimals, as the file is said to be.`,
    );
  }
  return grouped.test(number)
    ? refused('number-grouped', `Write ${shortened(number)} without thousands separators.`)
    : refused('number-unreadable', `“${shortened(cell.trim())}” is not a number.`);
}

function refused(code: NumberRefusal['code'], message: string): Result<string, NumberRefusal> {
  return err({ code, message });
}

function parted(cell: string): { comparator: string; number: string } {
  const text = cell.trim().replace('≤', '<=').replace('≥', '>=');
  const comparator = /^[<>]=?/.exec(text)?.[0] ?? '';
  return { comparator, number: text.slice(comparator.length).trim() };
}
