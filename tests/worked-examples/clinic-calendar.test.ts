import { describe, expect, test } from 'vitest';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import { type ClinicCalendar, openEveryDay, weekdayOf } from '@/lib/schedule/clinic-calendar';
import type { PlanFacts } from '@/lib/schedule/plan-facts';
import {
  aRecord,
  compiled,
  day,
  occurrenceOf,
  planFacts,
} from '@/tests/support/builders/plan-facts';

// Worked by hand with a printed calendar: 28 February 2026 is a Saturday, 31 May 2026 a Sunday, 29 February 2028
// a Tuesday.

const isotretinoin = compiled('isotretinoin-noa');
const gonadotropins = compiled('gonadotropin-noa');

function onIsotretinoin(more: Partial<PlanFacts> = {}): PlanFacts {
  return planFacts({ enrolled: '2026-01-20', firstDoseOn: day('2026-01-31'), ...more });
}

/** Closed a month before unless it says otherwise: `2026-03-31 since 2026-03-31`. */
function closed(...days: readonly string[]): Pick<ClinicCalendar, 'closedDays'> {
  return {
    closedDays: days.map((text) => {
      const [on = '', since] = text.split(' since ');
      return { on: day(on), since: since ? day(since) : ((day(on) - 30) as Day) };
    }),
  };
}

const mondayToFriday = { weekdays: [1, 2, 3, 4, 5] } as const;

function plannedOn(calendar: Partial<ClinicCalendar>, key: string, more: Partial<PlanFacts> = {}) {
  const clinicCalendar = { ...openEveryDay, ...calendar };
  const { planned, clinicClosed } = occurrenceOf(
    isotretinoin,
    onIsotretinoin({ clinicCalendar, ...more }),
    key,
  );
  const on = planned === null ? 'no date' : toCivilDate(planned);
  return clinicClosed ? `${on}, clinic closed` : on;
}

test.each([
  ['2026-02-27', 5],
  ['2026-02-28', 6],
  ['2026-03-01', 7],
  ['2028-02-29', 2],
  ['1969-12-31', 3],
])('%s is weekday %i', (date, weekday) => {
  expect(weekdayOf(day(date))).toBe(weekday);
});

describe('weekdays', () => {
  test.each([
    ['a Saturday becomes the Friday before', 'monthly-check#1', '2026-02-27'],
    ['a Sunday becomes the Monday after, in the next month', 'monthly-check#4', '2026-06-01'],
    ['a Tuesday stays', 'monthly-check#2', '2026-03-31'],
    ['a window that ends with its target moves it earlier only', 'dispensing#1', '2026-01-30'],
    ['a decision needs no visit and stays', 'maximum-duration-review#1', '2026-10-31'],
  ])('open Monday to Friday: %s', (_, key, expected) => {
    expect(plannedOn(mondayToFriday, key)).toBe(expected);
  });

  test('a clinic that has said nothing moves nothing', () => {
    expect(plannedOn({}, 'monthly-check#1')).toBe('2026-02-28');
  });

  test('what was planned before the weekdays held stays', () => {
    const weekdaysFrom = day('2026-03-01');
    expect(plannedOn({ ...mondayToFriday, weekdaysFrom }, 'monthly-check#1')).toBe('2026-02-28');
  });

  test('weekdays that hold from today move nobody to a day before it', () => {
    const calendar = { weekdays: [1, 2, 3, 4], weekdaysFrom: day('2026-02-27') } as const;
    expect(plannedOn(calendar, 'monthly-check#1')).toBe('2026-03-02');
  });
});

describe('closed days', () => {
  test.each([
    ['the nearest open day, the earlier on a tie', closed('2026-03-31'), '2026-03-30'],
    ['the later one when the earlier is closed', closed('2026-03-31', '2026-03-30'), '2026-04-01'],
    [
      'the later one when it is closed on the morning itself',
      closed('2026-03-31 since 2026-03-31'),
      '2026-04-01',
    ],
    [
      'over a closed week end',
      { ...mondayToFriday, ...closed('2026-03-31', '2026-03-30', '2026-04-01') },
      '2026-04-02',
    ],
    [
      'back to the first day of the window',
      closed(...daysBetween('2026-03-25', '2026-04-07')),
      '2026-03-24',
    ],
    [
      'the planned day stays, with its mark, when the whole window is closed',
      closed(...daysBetween('2026-03-24', '2026-04-07')),
      '2026-03-31, clinic closed',
    ],
  ])('monthly check of 31 March: %s', (_, calendar, expected) => {
    expect(plannedOn(calendar, 'monthly-check#2')).toBe(expected);
  });

  test.each([
    ['the day before', closed('2026-03-02'), '2026-03-01'],
    ['the Friday before', { ...mondayToFriday, ...closed('2026-03-02') }, '2026-02-27'],
    [
      'the day itself when it is closed that morning: the window ends with it',
      closed('2026-03-02 since 2026-03-02'),
      '2026-03-02, clinic closed',
    ],
  ])('capsules that last until 2 March: %s', (_, calendar, expected) => {
    const records = [aRecord('dispensing', '2026-01-31', [], { coversDays: 31 })];
    expect(plannedOn(calendar, 'dispensing#2', { records })).toBe(expected);
  });

  test('a baseline whose window has no end yet moves forward', () => {
    const calendar = closed('2026-01-20 since 2026-01-20', '2026-01-21 since 2026-01-20');
    expect(plannedOn(calendar, 'baseline-semen#1', { firstDoseOn: null })).toBe('2026-01-22');
  });

  test.each([
    ['2028-02-28', closed('2028-02-29')],
    ['2028-03-01', closed('2028-02-28', '2028-02-29')],
  ])('a month after 29 January 2028, the leap day closed: %s', (expected, calendar) => {
    const facts = planFacts({
      enrolled: '2028-01-20',
      arm: 'gonadotropins',
      firstDoseOn: day('2028-01-29'),
      clinicCalendar: { ...openEveryDay, ...calendar },
    });
    const { target, planned } = occurrenceOf(gonadotropins, facts, 'monthly-check#1');
    expect(target).toBe(day('2028-02-29'));
    expect(planned).toBe(day(expected));
  });
});

describe('what the calendar leaves alone', () => {
  const reschedules = [
    {
      occurrenceKey: 'monthly-check#2',
      plannedOn: day('2026-04-03'),
      reason: 'asked for a Friday',
    },
  ];

  test('a date agreed with the patient stays, with its mark', () => {
    const calendar = closed('2026-04-03');
    expect(plannedOn(calendar, 'monthly-check#2', { reschedules })).toBe(
      '2026-04-03, clinic closed',
    );
    expect(plannedOn(closed('2026-03-31'), 'monthly-check#2', { reschedules })).toBe('2026-04-03');
  });

  test.each<[string, Partial<PlanFacts>]>([
    ['done', { records: [aRecord('symptom-check', '2026-03-31')] }],
    ['waived', { waivers: [{ occurrenceKey: 'monthly-check#2', reason: 'seen abroad' }] }],
    ['of an ended enrollment', { endedOn: day('2026-03-10') }],
  ])('what is %s has no other day', (_, more) => {
    expect(plannedOn(closed('2026-03-31'), 'monthly-check#2', more)).toBe('2026-03-31');
  });

  test('the window and what satisfies it stay: a record on the closed day counts', () => {
    const clinicCalendar = { ...openEveryDay, ...closed('2026-03-31') };
    const records = [aRecord('symptom-check', '2026-03-31')];
    expect(
      occurrenceOf(isotretinoin, onIsotretinoin({ clinicCalendar, records }), 'monthly-check#2'),
    ).toMatchObject({
      opensOn: day('2026-03-24'),
      closesOn: day('2026-04-07'),
      timing: 'on-time',
      clinicClosed: false,
    });
  });
});

function daysBetween(from: string, to: string): string[] {
  return Array.from({ length: day(to) - day(from) + 1 }, (_, index) =>
    String(toCivilDate((day(from) + index) as Day)),
  );
}
