// Reads a value as a laboratory report prints it: a decimal number, perhaps with a comparator.
// Everything else is refused with the one thing to change, because a guessed number is a wrong dose
// decision: "1,234" is 1234 in one country and 1.234 in the next.
import { err, ok, type Result } from '@/lib/core/result';

export const comparators = ['<', '<=', '>', '>='] as const;
export type Comparator = (typeof comparators)[number];

/** A number, or the bound that the laboratory could not measure beyond ("<0.3"). Never negative. */
export type CensoredValue = { readonly comparator: Comparator | null; readonly value: number };

/** `text` is what was typed, without the blanks around it. */
export type ReportedValue = CensoredValue & { readonly text: string };

export const valueRefusalCodes = [
  'blank',
  'number-missing',
  'comparator-unknown',
  'sign',
  'exponent',
  'decimal-comma',
  'thousands-separator',
  'comma-ambiguous',
  'bare-decimal-point',
  'unit-in-value',
  'too-many-digits',
  'not-a-number',
] as const;
export type ValueRefusalCode = (typeof valueRefusalCodes)[number];
export type ValueRefusal = { readonly code: ValueRefusalCode; readonly message: string };

// "<=" also starts with "<".
const longestFirst = ['<=', '>=', '<', '>'] as const satisfies readonly Comparator[];
const plainNumber = /^\d+(?:\.\d+)?$/;
// Beyond 15 digits two different decimals can share one double.
const maximumDigits = 15;

/**
 * @example parseReportedValue('<0.3') // { comparator: '<', value: 0.3, text: '<0.3' }
 * @example parseReportedValue('1,5') // decimal-comma, "Use a point as the decimal separator: 1.5"
 */
export function parseReportedValue(entered: string): Result<ReportedValue, ValueRefusal> {
  const text = entered.trim();
  const { comparator, number } = splitComparator(text);
  if (!plainNumber.test(number)) {
    return err(explainRefusal(text, comparator, number));
  }
  if (number.replace('.', '').length > maximumDigits) {
    return err({ code: 'too-many-digits', message: `Enter at most ${maximumDigits} digits.` });
  }
  return ok({ comparator, value: Number(number), text });
}

function splitComparator(text: string): { comparator: Comparator | null; number: string } {
  const comparator = longestFirst.find((sign) => text.startsWith(sign));
  return comparator === undefined
    ? { comparator: null, number: text }
    : { comparator, number: text.slice(comparator.length).trimStart() };
}

type Mistake = {
  readonly code: ValueRefusalCode;
  readonly pattern: RegExp;
  readonly message: (number: string) => string;
};

// First match wins. Each pattern is anchored and has no nested repetition over the same characters,
// so that ten kilobytes of anything are refused in linear time.
const mistakes: readonly Mistake[] = [
  {
    code: 'comparator-unknown',
    pattern: /^[<>=≤≥~≈≠]/u,
    message: () => 'Use <, <=, > or >= before the number.',
  },
  {
    code: 'sign',
    pattern: /^[+\-−–]\s*[\d.,]/u,
    message: () => 'Enter the number without a plus or minus sign.',
  },
  {
    code: 'exponent',
    pattern: /^\d+(?:[.,]\d+)?\s*(?:e[+-]?\d+|[x×*]\s*10\b)/iu,
    message: () => 'Write the number out, without an exponent.',
  },
  {
    code: 'comma-ambiguous',
    pattern: /^[1-9]\d{0,2},\d{3}$/,
    message: (number) =>
      `Write ${number.replace(',', '')} without a comma, or ${number.replace(',', '.')} with a point.`,
  },
  {
    code: 'decimal-comma',
    pattern: /^\d+,\d+$/,
    message: (number) => `Use a point as the decimal separator: ${number.replace(',', '.')}`,
  },
  {
    code: 'thousands-separator',
    pattern: /^\d[\d.,'’_\s]*\d$/u,
    message: () => 'Write the number without thousands separators, with a point for decimals.',
  },
  {
    code: 'bare-decimal-point',
    pattern: /^(?:\.\d+|\d+\.)$/,
    message: (number) =>
      `Write digits on both sides of the point: ${number.startsWith('.') ? '0' : ''}${number}${number.endsWith('.') ? '0' : ''}`,
  },
  {
    code: 'unit-in-value',
    pattern: /^\d+(?:[.,]\d+)?\s*[\p{L}%µ[{]/u,
    message: () => 'Enter only the number here; the unit has its own field.',
  },
];

function explainRefusal(text: string, comparator: Comparator | null, number: string): ValueRefusal {
  if (text === '') {
    return { code: 'blank', message: 'Enter a value.' };
  }
  if (number === '') {
    return { code: 'number-missing', message: `Enter the number after ${comparator}.` };
  }
  const mistake = mistakes.find(({ pattern }) => pattern.test(number));
  return mistake === undefined
    ? { code: 'not-a-number', message: 'Enter a number, such as 1.5 or <0.3.' }
    : { code: mistake.code, message: mistake.message(number) };
}
