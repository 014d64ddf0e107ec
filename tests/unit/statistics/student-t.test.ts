import { describe, expect, it } from 'vitest';
import { studentTwoSidedP } from '@/lib/statistics/student-t';

// Two-sided critical values as every printed t-table gives them.
const criticalValues = [
  { degreesOfFreedom: 1, t: 12.706, p: 0.05 },
  { degreesOfFreedom: 2, t: 4.303, p: 0.05 },
  { degreesOfFreedom: 3, t: 5.841, p: 0.01 },
  { degreesOfFreedom: 10, t: 2.228, p: 0.05 },
  { degreesOfFreedom: 29, t: 2.045, p: 0.05 },
  { degreesOfFreedom: 29, t: -2.756, p: 0.01 },
];

describe('two-sided p of Student’s t', () => {
  it.each(criticalValues)(
    't $t with $degreesOfFreedom degrees is $p',
    ({ degreesOfFreedom, t, p }) => {
      expect(studentTwoSidedP(t, degreesOfFreedom)).toBeCloseTo(p, 4);
    },
  );

  it('is 1 where there is no difference', () => {
    expect(studentTwoSidedP(0, 29)).toBe(1);
  });
});
