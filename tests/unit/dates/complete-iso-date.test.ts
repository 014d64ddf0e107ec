import { describe, expect, test } from 'vitest';
import { completeIsoDate } from '@/lib/dates/complete-iso-date';

describe('completeIsoDate', () => {
  test.each([
    ['20260331', '2026-03-31'],
    ['2026-3-1', '2026-03-01'],
    ['2026/03/31', '2026-03-31'],
    ['2026.3.31', '2026-03-31'],
    ['  2026-03-31 ', '2026-03-31'],
  ])('writes %j, which can only mean one day, as %j', (typed, date) => {
    expect(completeIsoDate(typed)).toBe(date);
  });

  test.each(['03/04/2026', '3.4.26', '2026-03', '31 Mar 2026', 'yesterday', ''])(
    'does not guess what %j means',
    (typed) => {
      expect(completeIsoDate(typed)).toBe(typed);
    },
  );

  test('leaves a day that does not exist to the schema', () => {
    expect(completeIsoDate('20260231')).toBe('2026-02-31');
  });
});
