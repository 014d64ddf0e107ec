import { describe, expect, test } from 'vitest';
import { civilDate, toCivilDate } from '@/lib/dates/civil-date';
import type { IsoWeekday } from '@/lib/schedule/clinic-calendar';
import {
  calendarDayHref,
  calendarHref,
  calendarMonthOf,
  describeWeekdays,
  neighborMonths,
  readCalendarDay,
  readCalendarSearch,
} from '@/lib/worklist/calendar-month';

const today = civilDate('2026-11-22');

describe('the weeks of a month run from Monday to Sunday', () => {
  test.each([
    ['2026-02', 5, [null, null, null, null, null, null, '2026-02-01'], '2026-02-28'],
    ['2027-02', 4, ['2027-02-01'], '2027-02-28'],
    ['2028-02', 5, [null, '2028-02-01'], '2028-02-29'],
    [null, 6, [null, null, null, null, null, null, '2026-11-01'], '2026-11-30'],
  ])('%s', (month, count, first, last) => {
    const { weeks, lastDay } = calendarMonthOf(month, today);
    const text = (week: readonly (number | null)[] | undefined) =>
      week?.map((day) => (day === null ? null : toCivilDate(day as typeof lastDay)));
    expect(weeks).toHaveLength(count);
    expect(text(weeks[0])?.slice(0, first.length)).toEqual(first);
    expect(toCivilDate(lastDay)).toBe(last);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
  });

  test('the months beside it, over the turn of the year', () => {
    expect(neighborMonths(calendarMonthOf('2026-12', today))).toEqual({
      before: '2026-11',
      after: '2027-01',
    });
  });
});

describe('addresses', () => {
  test.each([
    [{}, { siteId: null, month: null }],
    [
      { month: '2026-13', site: 'x' },
      { siteId: null, month: null },
    ],
    [{ month: '2026-02' }, { siteId: null, month: '2026-02' }],
  ])('%o is read as %o', (parameters, expected) => {
    expect(readCalendarSearch(parameters)).toEqual(expected);
  });

  test.each([
    ['2026-02-28', '2026-02-28'],
    ['2026-02-29', null],
    ['tomorrow', null],
  ])('the day %s', (text, expected) => {
    expect(readCalendarDay(text)).toBe(expected);
  });

  test('lead back to the same month and day', () => {
    expect(calendarHref({ siteId: null, month: '2026-02' })).toBe('/calendar?month=2026-02');
    expect(calendarDayHref(null, civilDate('2026-02-03'))).toBe('/calendar/2026-02-03');
  });
});

test.each<[IsoWeekday[], string]>([
  [[1, 2, 3, 4, 5], 'Monday to Friday'],
  [[5, 1], 'Monday, Friday'],
  [[1, 2], 'Monday, Tuesday'],
  [[1, 2, 3, 4, 5, 6, 7], 'every day'],
])('weekdays %o in words', (weekdays, expected) => {
  expect(describeWeekdays(weekdays)).toBe(expected);
});
