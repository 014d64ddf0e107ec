import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareWithBound, positionInRange } from '@/lib/units/compare-with-bounds';
import { type CensoredValue, comparators } from '@/lib/units/quantity';

// The decision range of S1's laboratory (C§1.2.2).
const fshRange = { low: 0.7, high: 11.1 };

describe('positionInRange', () => {
  test.each([
    [null, 0.6, 'below'],
    [null, 0.7, 'within'],
    [null, 0.8, 'within'],
    [null, 11.0, 'within'],
    [null, 11.1, 'within'],
    [null, 11.2, 'above'],
    ['<', 0.3, 'below'],
    ['<', 0.7, 'below'],
    ['<', 0.8, 'unknown'],
    ['<', 5, 'unknown'],
    ['<', 20, 'unknown'],
    ['<=', 0.6, 'below'],
    ['<=', 0.7, 'unknown'],
    ['>', 11.1, 'above'],
    ['>', 11.0, 'unknown'],
    ['>', 0.3, 'unknown'],
    ['>=', 11.1, 'unknown'],
    ['>=', 11.2, 'above'],
  ] as const)('FSH %s %d against 0.7 to 11.1 is %s', (comparator, value, expected) => {
    expect(positionInRange({ comparator, value }, fshRange)).toBe(expected);
  });

  test.each([
    ['<', 5, 'within'],
    ['<', 10, 'within'],
    ['<', 11, 'unknown'],
    ['<=', 10, 'within'],
    ['>', 10, 'above'],
    ['>=', 10, 'unknown'],
  ] as const)(
    '%s %d against 0 to 10 is %s, as no amount is negative',
    (comparator, value, expected) => {
      expect(positionInRange({ comparator, value }, { low: 0, high: 10 })).toBe(expected);
    },
  );

  test.each([
    [{ low: null, high: 150 }, '<', 30, 'within'],
    [{ low: null, high: 150 }, '>', 30, 'unknown'],
    [{ low: 40, high: null }, '>', 40, 'within'],
    [{ low: 40, high: null }, '<', 40, 'below'],
    [{ low: null, high: null }, '<', 40, 'within'],
  ] as const)(
    'an open side of %j excludes nothing (%s %d)',
    (range, comparator, value, expected) => {
      expect(positionInRange({ comparator, value }, range)).toBe(expected);
    },
  );
});

describe('compareWithBound', () => {
  test.each([
    [null, 500, '>', 'no'],
    [null, 500.1, '>', 'yes'],
    [null, 500, '>=', 'yes'],
    ['>', 500, '>', 'yes'],
    ['>=', 500, '>', 'unknown'],
    ['>=', 500, '>=', 'yes'],
    ['>', 400, '>', 'unknown'],
    ['<', 500, '>=', 'no'],
    ['<=', 500, '>=', 'unknown'],
    ['<=', 500, '>', 'no'],
  ] as const)('%s %d %s 500 is %s', (comparator, value, relation, expected) => {
    expect(compareWithBound({ comparator, value }, relation, 500)).toBe(expected);
  });

  test('what is said of a censored value holds for every amount it stands for', () => {
    const satisfies = { '<': less, '<=': atMost, '>': more, '>=': atLeast } as const;
    const amount = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(
        fc.constantFrom(...comparators),
        amount,
        fc.constantFrom(...comparators),
        amount,
        (comparator, value, relation, bound) => {
          const censored: CensoredValue = { comparator, value };
          // Halves stand for the amounts between whole numbers; 20 for all that lie beyond.
          const amounts = Array.from({ length: 41 }, (_, half) => half / 2).filter((possible) =>
            satisfies[comparator](possible, value),
          );
          const verdicts = new Set(amounts.map((possible) => satisfies[relation](possible, bound)));
          const certain = verdicts.size === 1 ? (verdicts.has(true) ? 'yes' : 'no') : 'unknown';
          fc.pre(amounts.length > 0);
          expect(compareWithBound(censored, relation, bound)).toBe(certain);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

function less(amount: number, bound: number): boolean {
  return amount < bound;
}
function atMost(amount: number, bound: number): boolean {
  return amount <= bound;
}
function more(amount: number, bound: number): boolean {
  return amount > bound;
}
function atLeast(amount: number, bound: number): boolean {
  return amount >= bound;
}
