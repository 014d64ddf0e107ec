import { expect, test } from 'vitest';
import { toCivilDate } from '@/lib/dates/civil-date';
import { monthWeeks } from '@/lib/therapy/month-weeks';
import { day } from '@/tests/support/builders/plan-facts';

test.each([
  ['February 2026 ends on a Saturday', '2026-02-14', 5, '2026-01-26', '2026-03-01'],
  ['a month that begins on a Monday', '2026-06-30', 5, '2026-06-01', '2026-07-05'],
  [
    'four weeks fill a February that begins on a Monday',
    '2027-02-01',
    4,
    '2027-02-01',
    '2027-02-28',
  ],
  ['before 1970', '1969-12-31', 5, '1969-12-01', '1970-01-04'],
])('%s', (_month, date, count, first, last) => {
  const weeks = monthWeeks(day(date));
  expect(weeks).toHaveLength(count);
  const days = weeks.flat().map(toCivilDate);
  expect([days[0], days.at(-1)]).toEqual([first, last]);
});
