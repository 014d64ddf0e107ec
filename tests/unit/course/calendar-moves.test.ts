import { describe, expect, test } from 'vitest';
import { type CalendarMove, refusalsOfDay } from '@/lib/course/calendar-moves';
import { civilDate } from '@/lib/dates/civil-date';
import { openEveryDay } from '@/lib/schedule/clinic-calendar';
import { day } from '@/tests/support/builders/plan-facts';

const today = civilDate('2026-03-20');
const calendar = {
  ...openEveryDay,
  weekdays: [1, 2, 3, 4, 5] as const,
  closedDays: [{ on: day('2026-04-14'), since: day('2026-03-20') }],
};
const window: Pick<CalendarMove, 'opensOn' | 'closesOn' | 'isNeverLate'> = {
  opensOn: civilDate('2026-04-03'),
  closesOn: civilDate('2026-04-17'),
  isNeverLate: false,
};
const endless = { ...window, closesOn: null };
const neverLate = { ...window, isNeverLate: true };

describe('a day that a person gives instead of a closed one', () => {
  test.each([
    ['inside the window', window, '2026-04-13', ''],
    ['the first day of the window', window, '2026-04-03', ''],
    ['the last day of the window', window, '2026-04-17', ''],
    ['outside the window with a reason', window, '2026-04-20', 'abroad until then'],
    ['any later day of a window without an end', endless, '2026-12-01', ''],
    ['before the window, with a reason, of what is never late', neverLate, '2026-04-02', 'abroad'],
  ])('%s can be agreed', (_, move, plannedOn, reason) => {
    expect(
      refusalsOfDay(move, { plannedOn: civilDate(plannedOn), reason }, { calendar, today }),
    ).toEqual({ plannedOn: null, reason: null });
  });

  test.each([
    ['a day that has passed', window, '2026-03-19', 'plannedOn', /in the past/],
    ['the closed day', window, '2026-04-14', 'plannedOn', /closed on this day too/],
    ['a weekday without a clinic', window, '2026-04-11', 'plannedOn', /closed on this day too/],
    ['a late day without a reason', window, '2026-04-20', 'reason', /to 2026-04-17: say why/],
    ['an early day without a reason', endless, '2026-04-02', 'reason', /from 2026-04-03 on/],
    ['a late day of what is never late', neverLate, '2026-04-20', 'plannedOn', /after 2026-04-17/],
  ] as const)('%s is refused', (_, move, plannedOn, field, message) => {
    const refusals = refusalsOfDay(
      move,
      { plannedOn: civilDate(plannedOn), reason: '' },
      { calendar, today },
    );
    expect(refusals[field]).toMatch(message);
  });
});
