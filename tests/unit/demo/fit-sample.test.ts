import { describe, expect, it } from 'vitest';
import {
  fitMoments,
  fitPairs,
  fitQuantiles,
  type Knot,
  mean,
  misfit,
  pairedP,
  quantile,
  standardDeviation,
} from '@/lib/demo/fit-sample';
import { seededRandom } from '@/lib/demo/random';

describe('misfit of a value to a printed figure', () => {
  it.each([
    { value: 8.7, printed: '8.7', expected: 0 },
    { value: 8.74, printed: '8.7', expected: 0.8 },
    { value: 8.76, printed: '8.7', expected: 1.2 },
    { value: 444.4, printed: '444', expected: 0.8 },
  ])('$value lies $expected half-units from $printed', ({ value, printed, expected }) => {
    expect(misfit(value, printed)).toBeCloseTo(expected, 9);
  });
});

describe('values for a printed mean and SD', () => {
  const values = fitMoments(seededRandom('ages'), 27, { mean: '36.71', sd: '8.1' }, 2, [25, 45]);

  it('give back the printed figures', () => {
    expect(misfit(mean(values), '36.71')).toBeLessThan(1);
    expect(misfit(standardDeviation(values), '8.1')).toBeLessThan(1);
  });

  it('keep to the limits', () => {
    expect(Math.min(...values)).toBeGreaterThanOrEqual(25);
    expect(Math.max(...values)).toBeLessThanOrEqual(45);
  });

  it('are refused where no whole numbers can give the mean', () => {
    // 27 whole years that average 36.71 would have to add up to 991.17.
    expect(() => fitMoments(seededRandom('ages'), 27, { mean: '36.71', sd: '8.1' }, 0)).toThrow(
      'cannot be fitted',
    );
  });
});

describe('pairs for printed means, SDs and a paired p', () => {
  it('give back all five figures', () => {
    const target = {
      before: { mean: '115', sd: '72' },
      after: { mean: '129', sd: '79' },
      p: '0.04',
    };
    const [before, after] = fitPairs(seededRandom('triglycerides'), 30, target, 0);
    expect(misfit(mean(before), '115')).toBeLessThan(1);
    expect(misfit(standardDeviation(before), '72')).toBeLessThan(1);
    expect(misfit(mean(after), '129')).toBeLessThan(1);
    expect(misfit(standardDeviation(after), '79')).toBeLessThan(1);
    expect(misfit(pairedP(before, after), '0.04')).toBeLessThan(1);
  });
});

describe('values for printed quartiles', () => {
  const knots: readonly Knot[] = [
    [0, 19],
    [0.25, 28],
    [0.5, 31.5],
    [0.75, 35],
    [1, 52],
  ];

  it.each([173, 174, 175, 176])('give exactly those quartiles in %i men', (size) => {
    const values = fitQuantiles(seededRandom('years'), size, knots, 1);
    expect(values).toHaveLength(size);
    expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantile(values, share))).toEqual([
      19, 28, 31.5, 35, 52,
    ]);
  });
});

it('the same seed gives the same numbers', () => {
  const draw = (seed: string) => Array.from({ length: 5 }, seededRandom(seed).next);
  expect(draw('one')).toEqual(draw('one'));
  expect(draw('one')).not.toEqual(draw('two'));
});
