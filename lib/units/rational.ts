// Exact arithmetic for conversions. Binary floating point turns 10*3/uL into
// 0.9999999999999999 × 10*9/L; a quotient of integers does not, and two values that are equal on
// paper become the same number, so that comparisons with 0.7 or 11.1 are right.
import { invariant } from '@/lib/core/invariant';

export type Rational = { readonly numerator: bigint; readonly denominator: bigint };

const decimalPattern = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;
// A double carries at most 17 significant decimal digits; the rest only decides the rounding.
const quotientDigits = 40;

/** The decimal number that a reader sees when `value` is printed; `value` is finite and not negative. */
export function rationalFromNumber(value: number): Rational {
  return rationalFromDecimal(String(value));
}

/** A decimal ("0.01") or a quotient of two decimals ("10/288.42"). */
export function rationalFromText(text: string): Rational {
  const [dividend = '', divisor = '1'] = text.split('/');
  return divide(rationalFromDecimal(dividend), rationalFromDecimal(divisor));
}

export function add(left: Rational, right: Rational): Rational {
  return {
    numerator: left.numerator * right.denominator + right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  };
}

export function multiply(left: Rational, right: Rational): Rational {
  return {
    numerator: left.numerator * right.numerator,
    denominator: left.denominator * right.denominator,
  };
}

export function divide(left: Rational, right: Rational): Rational {
  invariant(right.numerator !== 0n, 'division by zero');
  return {
    numerator: left.numerator * right.denominator,
    denominator: left.denominator * right.numerator,
  };
}

/** The double nearest to the exact quotient. */
export function numberFromRational({ numerator, denominator }: Rational): number {
  const scale = quotientDigits + Math.max(0, String(denominator).length - String(numerator).length);
  const quotient = (numerator * 10n ** BigInt(scale)) / denominator;
  return Number(`${quotient}e-${scale}`);
}

function rationalFromDecimal(text: string): Rational {
  const match = decimalPattern.exec(text);
  invariant(match !== null, 'not a non-negative decimal number');
  const [, whole = '', fraction = '', exponentText = '0'] = match;
  const exponent = Number(exponentText) - fraction.length;
  const digits = BigInt(whole + fraction);
  return exponent >= 0
    ? { numerator: digits * 10n ** BigInt(exponent), denominator: 1n }
    : { numerator: digits, denominator: 10n ** BigInt(-exponent) };
}
