import { expect, test } from 'vitest';
import { describeMonth, timeOnTherapy } from '@/lib/course/time-on-therapy';
import { day } from '@/tests/support/builders/plan-facts';

test.each([
  ['2026-01-10', null, '2026-01-10', { month: 0, day: 1 }],
  ['2026-01-10', null, '2026-02-09', { month: 0, day: 31 }],
  ['2026-01-10', null, '2026-02-10', { month: 1, day: 32 }],
  ['2026-01-31', null, '2026-02-28', { month: 1, day: 29 }],
  ['2025-11-30', null, '2026-11-29', { month: 11, day: 365 }],
  ['2026-01-10', '2026-04-10', '2026-11-22', { month: 3, day: 91 }],
  ['2026-01-10', '2026-04-10', '2026-02-10', { month: 1, day: 32 }],
  ['2026-01-10', null, '2026-01-09', null],
])('first dose %s, last dose %s, on %s', (first, last, today, time) => {
  expect(timeOnTherapy(day(first), last === null ? null : day(last), day(today))).toEqual(time);
});

test('before the first dose nobody is on therapy', () => {
  expect(timeOnTherapy(null, null, day('2026-01-10'))).toBeNull();
});

test.each([
  [true, { month: 3, day: 92 }, false, 'month 3'],
  [true, { month: 3, day: 92 }, true, 'stopped'],
  [true, null, false, 'not started'],
  [false, null, false, ''],
])('treated %j, time %j, stopped %j: "%s"', (isTreated, time, isStopped, words) => {
  expect(describeMonth(isTreated, time, isStopped)).toBe(words);
});
