import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addMonths,
  civilDate,
  civilDateSchema,
  completedYears,
  type Day,
  toCivilDate,
  toDay,
} from '@/lib/dates/civil-date';
import { addDuration, parseDuration } from '@/lib/dates/duration';
import { studyDay } from '@/lib/dates/study-day';

const days = fc.integer({ min: -100_000, max: 100_000 }).map((value) => value as Day);

function plain(day: Day) {
  return Temporal.PlainDate.from(toCivilDate(day));
}

describe('calendar dates agree with Temporal', () => {
  test('a day and its date are two ways to write one thing', () => {
    fc.assert(
      fc.property(days, (value) => {
        const epoch = Temporal.PlainDate.from('1970-01-01');
        expect(toDay(toCivilDate(value))).toBe(value);
        expect(plain(value).since(epoch, { largestUnit: 'days' }).days).toBe(value);
      }),
    );
  });

  test('months are added from the anchor and clamped to the end of the month', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -60, max: 60 }), (value, months) => {
        expect(toCivilDate(addMonths(value, months))).toBe(plain(value).add({ months }).toString());
      }),
    );
  });

  test('an age is the number of completed years', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 40_000 }), (birth, lived) => {
        const then = (birth + lived) as Day;
        const since = plain(birth).until(plain(then), { largestUnit: 'years' }).years;
        const leapBirthday = toCivilDate(birth).endsWith('-02-29');
        expect(Math.abs(completedYears(birth, then) - since)).toBeLessThanOrEqual(
          leapBirthday ? 1 : 0,
        );
      }),
    );
  });
});

describe('the n-th repeat counts from the anchor', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2026-01-31', 3, '2026-04-30'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
  ])('%s + %i × P1M is %s', (anchor, times, expected) => {
    const moved = addDuration(toDay(civilDate(anchor)), parseDuration('P1M'), times);
    expect(toCivilDate(moved)).toBe(expected);
  });

  test.each([
    ['P4W', { months: 0, days: 28 }],
    ['P30D', { months: 0, days: 30 }],
    ['P1M', { months: 1, days: 0 }],
    ['P1Y2M3W4D', { months: 14, days: 25 }],
    ['-P3D', { months: 0, days: -3 }],
  ])('%s is read as months and days', (text, expected) => {
    expect(parseDuration(text)).toEqual(expected);
  });
});

describe('study days have no day 0', () => {
  test.each([
    ['2026-01-10', 1],
    ['2026-01-11', 2],
    ['2026-01-09', -1],
    ['2026-02-10', 32],
  ])('%s is study day %i when the first dose is on 2026-01-10', (date, expected) => {
    expect(studyDay(toDay(civilDate('2026-01-10')), toDay(civilDate(date)))).toBe(expected);
  });
});

describe('a date has to exist', () => {
  test.each(['2026-02-29', '2026-13-01', '31/02/2026', '2026-1-5', '', '2026-04-31', '0000-01-01'])(
    '%s is refused',
    (text) => {
      expect(civilDateSchema.safeParse(text).success).toBe(false);
    },
  );

  test.each(['2024-02-29', '2026-12-31', ' 2026-01-05 '])('%s is taken', (text) => {
    expect(civilDateSchema.parse(text)).toBe(text.trim());
  });
});
