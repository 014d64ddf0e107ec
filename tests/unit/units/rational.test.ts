import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  divide,
  multiply,
  numberFromRational,
  rationalFromNumber,
  rationalFromText,
} from '@/lib/units/rational';

describe('rationalFromText', () => {
  test.each([
    ['10', 10],
    ['0.01', 0.01],
    ['10/288.42', 10 / 288.42],
    ['10000/113.12', 10000 / 113.12],
  ])('%s is read as a decimal or a quotient', (text, value) => {
    expect(numberFromRational(rationalFromText(text))).toBeCloseTo(value, 12);
  });

  test.each(['', 'ten', '-1', '1/', '/2', '1/0'])('%j is a mistake in the data', (text) => {
    expect(() => rationalFromText(text)).toThrow('Invariant broken');
  });
});

describe('numberFromRational', () => {
  test('gives back every number that is not negative, tiny and huge ones too', () => {
    const amount = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(amount, (value) => {
        expect(numberFromRational(rationalFromNumber(value))).toBe(value);
      }),
    );
  });

  test('a product that floating point gets wrong is right', () => {
    const product = multiply(rationalFromText('0.7'), rationalFromText('0.1'));
    expect(numberFromRational(product)).toBe(0.07);
  });

  test('dividing by a factor undoes multiplying with it', () => {
    const factor = rationalFromText('10/288.42');
    const there = multiply(rationalFromNumber(13.61), factor);
    expect(numberFromRational(divide(there, factor))).toBe(13.61);
  });
});
