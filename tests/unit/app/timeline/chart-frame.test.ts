import { describe, expect, test } from 'vitest';
import {
  calendarMonths,
  frame,
  timeScale,
} from '@/app/(app)/patients/[patientId]/_components/timeline/chart-frame';
import { day } from '@/tests/support/builders/plan-facts';

describe('the axis of the timeline', () => {
  test('names each month whose first day is inside', () => {
    const months = calendarMonths({ from: day('2026-11-15'), to: day('2027-03-01') });
    expect(months).toEqual([
      { day: day('2026-12-01'), label: 'Dec 2026' },
      { day: day('2027-01-01'), label: 'Jan 2027' },
      { day: day('2027-02-01'), label: 'Feb 2027' },
      { day: day('2027-03-01'), label: 'Mar 2027' },
    ]);
  });

  test('keeps what reaches beyond it at its edges', () => {
    const x = timeScale({ from: day('2026-01-01'), to: day('2026-12-31') });
    expect(x(day('2025-06-01'))).toBe(frame.left);
    expect(x(day('2027-06-01'))).toBe(frame.right);
  });
});
