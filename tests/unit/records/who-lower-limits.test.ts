import { expect, test } from 'vitest';
import { type WhoParameter, whoLowerLimits } from '@/lib/records/who-lower-limits';

// C§6.1, copied: limit and 95% confidence interval in the sixth and in the fifth edition.
const rows: readonly (readonly [
  WhoParameter,
  number,
  readonly [number, number],
  number,
  readonly [number, number],
])[] = [
  ['volume', 1.4, [1.3, 1.5], 1.5, [1.4, 1.7]],
  ['concentration', 16, [15, 18], 15, [12, 16]],
  ['total-count', 39, [35, 40], 39, [33, 46]],
  ['total-motility', 42, [40, 43], 40, [38, 42]],
  ['progressive-motility', 30, [29, 31], 32, [31, 34]],
  ['vitality', 54, [50, 56], 58, [55, 63]],
  ['normal-forms', 4, [3.9, 4], 4, [3, 4]],
];

test.each(rows)(
  'the limits of %s are those of each edition',
  (parameter, six, ofSix, five, ofFive) => {
    expect(whoLowerLimits[6].limits[parameter]).toEqual({ limit: six, interval: ofSix });
    expect(whoLowerLimits[5].limits[parameter]).toEqual({ limit: five, interval: ofFive });
  },
);
