import { describe, expect, test } from 'vitest';
import type { Course } from '@/lib/course/course';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { toCivilDate } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { aCourse, clinicalRecord, isotretinoin } from '@/tests/support/builders/course';
import { compiled, day } from '@/tests/support/builders/plan-facts';

// Hand-worked from engine §3 and decisions 010 and 016, from the records of a whole course: first dose
// 2026-01-31, supplies of 30 days. The first lasts to 03-01; of it 4 days are left on 02-26, so the second
// lasts to 03-31; of it 6 days are left on 03-26, so the third lasts to 04-30.

const clinic = compiled('isotretinoin-noa');

const hold = (on: string) => clinicalRecord('hold', on, { reason: 'other' });
const resume = (on: string) => clinicalRecord('resume', on, { reason: 'recovered' });
const stop = (on: string, reason = 'completed') => clinicalRecord('stop', on, { reason });
const dispensed = (on: string, id = `supply-${on}`) =>
  clinicalRecord(
    'dispensing',
    on,
    { prescribedOn: on, authorizationPresent: true, quantity: 60, strengthMg: 20, daysSupply: 30 },
    { id },
  );
const supplies = [dispensed('2026-01-31'), dispensed('2026-02-26'), dispensed('2026-03-26')];

function course(records: readonly ClinicalRecord[], more: Partial<Course> = {}): Course {
  return aCourse('2026-01-20', {
    records: [isotretinoin('2026-01-31'), ...supplies, ...records],
    ...more,
  });
}

function occurrence(of: Course, key: string, protocol = clinic) {
  const { plan } = evaluateCourse(protocol, of, day('2026-06-01'));
  const found = plan.occurrences.find((candidate) => candidate.key === key);
  if (!found) {
    throw new Error(`no occurrence ${key}`);
  }
  return found;
}

function targetOf(of: Course, key: string, protocol = clinic) {
  const { target } = occurrence(of, key, protocol);
  return target === null ? null : toCivilDate(target);
}

function stateOf(of: Course, key: string, today: string) {
  return occurrenceState(occurrence(of, key), day(today));
}

describe('what a hold covers', () => {
  test('dispensing that was overdue when the hold began waits for the resume', () => {
    const held = course([hold('2026-05-03')]);
    expect(stateOf(course([]), 'dispensing#4', '2026-05-05')).toBe('overdue');
    expect(stateOf(held, 'dispensing#4', '2026-05-05')).toBe('pending');
  });

  test('a supply picked up in its window before the hold keeps its place', () => {
    const held = course([dispensed('2026-04-24'), hold('2026-04-26'), resume('2026-05-10')]);
    expect(occurrence(held, 'dispensing#4')).toMatchObject({
      actual: day('2026-04-24'),
      timing: 'on-time',
    });
  });

  // 11 days, 04-20 to 04-30, are left when the first hold begins; they last from 05-11 to 05-21.
  test('what was left when a hold began is used up after the resume, or after the second one', () => {
    const held = course([
      hold('2026-04-20'),
      resume('2026-05-04'),
      hold('2026-05-04'),
      resume('2026-05-11'),
    ]);
    expect(targetOf(held, 'dispensing#4')).toBe('2026-05-21');
  });

  test('closed by a person before the hold stays missed', () => {
    const held = course([hold('2026-05-02')], {
      adjustments: [
        {
          kind: 'closure',
          occurrenceKey: 'dispensing#4',
          recordId: null,
          on: day('2026-04-30'),
          reason: 'supply from elsewhere',
        },
      ],
    });
    expect(stateOf(held, 'dispensing#4', '2026-05-03')).toBe('missed');
  });
});

describe('what is left of a supply moves the next one', () => {
  const closesOn = (...records: ClinicalRecord[]) => {
    const { closesOn: last, opensOn } = occurrence(course(records), 'dispensing#4');
    return [opensOn, last].map((found) => found !== null && toCivilDate(found));
  };
  const returned = (on: string, quantity: number) =>
    clinicalRecord('drug-return', on, { quantity, strengthMg: 20 });

  test('the third supply with 6 days left of the one before it lasts to 04-30', () => {
    expect(closesOn()).toEqual(['2026-04-23', '2026-04-30']);
  });

  test('a hold of 10 days moves it by 10 days', () => {
    expect(closesOn(hold('2026-04-01'), resume('2026-04-11'))).toEqual([
      '2026-05-03',
      '2026-05-10',
    ]);
  });

  test('12 capsules returned, 6 days of 40 mg, bring it forward by 6 days', () => {
    expect(closesOn(returned('2026-04-02', 12))).toEqual(['2026-04-17', '2026-04-24']);
  });

  test('half the dose from 04-11 on makes the 20 days left then last for 40', () => {
    const half = clinicalRecord('dose', '2026-04-11', {
      drug: 'isotretinoin',
      amount: 20,
      unit: 'mg',
      route: 'oral',
      timesPerDay: 1,
      everyDays: 1,
    });
    expect(closesOn(half)).toEqual(['2026-05-13', '2026-05-20']);
  });

  test('a supply 9 days before its window is unscheduled, and its 30 days count all the same', () => {
    const early = course([dispensed('2026-04-14', 'early')]);
    expect(targetOf(early, 'dispensing#4')).toBe('2026-05-30');
    expect(occurrence(early, 'dispensing#4').actual).toBeNull();
  });
});

describe('a stop during a hold', () => {
  const stopped = course([hold('2026-04-20'), stop('2026-04-23')]);

  test('is no resume: dispensing and the REMS check that it covered do not apply', () => {
    expect(occurrence(stopped, 'dispensing#4').notApplicableReason).toBe('therapy-on-hold');
    expect(occurrence(stopped, 'rems-check#3').notApplicableReason).toBe('therapy-on-hold');
  });

  test('leaves the clinical check and the semen analysis that were open', () => {
    expect(stateOf(stopped, 'monthly-check#3', '2026-04-30')).toBe('due');
    expect(stateOf(stopped, 'semen#1', '2026-04-30')).toBe('due');
  });
});

describe('a stop while something is open', () => {
  // The fourth supply is open from 04-23 to 04-30, the REMS check of month 3 from 04-23 to 05-07.
  const stopped = course([stop('2026-04-23')]);

  test('nothing more is dispensed, and no REMS check is asked for', () => {
    expect(occurrence(stopped, 'dispensing#4').notApplicableReason).toBe('therapy-stopped');
    expect(occurrence(stopped, 'rems-check#3').notApplicableReason).toBe('therapy-stopped');
  });

  test('a supply picked up before it keeps its place', () => {
    const supplied = course([dispensed('2026-04-24'), stop('2026-04-27')]);
    expect(occurrence(supplied, 'dispensing#4')).toMatchObject({
      actual: day('2026-04-24'),
      notApplicableReason: null,
    });
  });

  test('the clinical check, labs and semen stay', () => {
    for (const key of ['monthly-check#3', 'monthly-labs#2', 'semen#1']) {
      expect(stateOf(stopped, key, '2026-04-30')).toBe('due');
    }
  });
});

describe('a stop on the day of the first dose', () => {
  const stopped = course([stop('2026-01-31', 'adverse-event')]);

  test('nothing that opens later applies; a follow-up comes 7 days later', () => {
    expect(occurrence(stopped, 'monthly-check#1').notApplicableReason).toBe('therapy-stopped');
    expect(occurrence(stopped, 'semen#1').notApplicableReason).toBe('therapy-stopped');
    const { plan } = evaluateCourse(clinic, stopped, day('2026-06-01'));
    const followUp = plan.occurrences.find(({ requirement }) => requirement === 'stop-follow-up');
    expect(followUp?.target).toBe(day('2026-02-07'));
  });
});

describe('the settings about holds', () => {
  const shifting = compiled('isotretinoin-noa', { 'hold-shifts-targets': true });
  const notCounting = compiled('isotretinoin-noa', { 'hold-counts-toward-minimum': false });

  test('two holds that overlap shift by the days that they cover together', () => {
    const held = course([hold('2026-03-01'), hold('2026-03-10'), resume('2026-03-21')]);
    expect(targetOf(held, 'semen#1', shifting)).toBe('2026-05-20');
  });

  test('a hold before the first dose shifts nothing', () => {
    const held = course([hold('2026-01-22'), resume('2026-01-28')]);
    expect(targetOf(held, 'semen#1', shifting)).toBe('2026-04-30');
  });

  test('a hold entered after the last dose shifts nothing', () => {
    const held = course([hold('2026-04-25'), stop('2026-04-20')]);
    expect(targetOf(held, 'semen#1', shifting)).toBe('2026-04-30');
  });

  test.each([
    ['by default a hold counts, and the month 6 review stays', clinic, '2026-07-31'],
    ['where it does not count, the review moves by its 20 days', notCounting, '2026-08-20'],
  ])('%s', (_, protocol, target) => {
    const held = course([hold('2026-03-01'), resume('2026-03-21')]);
    expect(targetOf(held, 'month-6-review#1', protocol)).toBe(target);
    expect(targetOf(held, 'semen#2', protocol)).toBe('2026-07-31');
  });
});

describe('the end of an enrollment', () => {
  test('before the agreed day of an occurrence leaves it not applicable, not missed', () => {
    const ended = course([], {
      endedOn: day('2026-04-10'),
      adjustments: [
        {
          kind: 'reschedule',
          occurrenceKey: 'monthly-check#2',
          recordId: null,
          on: day('2026-04-12'),
          reason: 'travel',
        },
      ],
    });
    expect(occurrence(ended, 'monthly-check#2').notApplicableReason).toBe('enrollment-ended');
    expect(stateOf(ended, 'monthly-check#1', '2026-06-01')).toBe('missed');
  });
});
