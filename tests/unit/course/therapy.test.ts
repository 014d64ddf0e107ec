import { describe, expect, test } from 'vitest';
import { therapyOf } from '@/lib/course/therapy';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { clinicalRecord, isotretinoin } from '@/tests/support/builders/course';

const contents = {
  hold: { reason: 'other' },
  resume: { reason: 'recovered' },
  stop: { reason: 'completed' },
} as const;

/** `hold 2026-03-20`, in the order given. */
function recordsOf(changes: readonly string[]): ClinicalRecord[] {
  return changes.map((change) => {
    const [kind, on = ''] = change.split(' ') as [keyof typeof contents | 'dose', string];
    return kind === 'dose' ? isotretinoin(on) : clinicalRecord(kind, on, contents[kind]);
  });
}

function text(day: Day | null): string {
  return day === null ? 'open' : toCivilDate(day);
}

describe('holds', () => {
  test.each([
    {
      rule: 'a hold lasts until the next resume',
      changes: ['hold 2026-03-20', 'resume 2026-04-10'],
      holds: ['2026-03-20 to 2026-04-10'],
    },
    {
      rule: 'a second hold before the resume changes nothing',
      changes: ['hold 2026-03-01', 'hold 2026-03-10', 'resume 2026-03-20'],
      holds: ['2026-03-01 to 2026-03-20'],
    },
    {
      rule: 'a hold on the day of the resume begins anew',
      changes: ['hold 2026-03-20', 'hold 2026-03-01', 'resume 2026-03-20'],
      holds: ['2026-03-01 to 2026-03-20', '2026-03-20 to open'],
    },
    {
      rule: 'a hold resumed on its own day has no length',
      changes: ['resume 2026-03-20', 'hold 2026-03-20'],
      holds: ['2026-03-20 to 2026-03-20'],
    },
    {
      rule: 'each hold has a resume of its own',
      changes: ['hold 2026-03-01', 'resume 2026-03-05', 'hold 2026-03-10', 'resume 2026-03-20'],
      holds: ['2026-03-01 to 2026-03-05', '2026-03-10 to 2026-03-20'],
    },
    {
      rule: 'a resume without a hold means nothing',
      changes: ['resume 2026-03-05', 'hold 2026-03-10', 'resume 2026-03-12', 'resume 2026-03-20'],
      holds: ['2026-03-10 to 2026-03-12'],
    },
    {
      rule: 'a stop is no resume',
      changes: ['hold 2026-03-20', 'stop 2026-03-25'],
      holds: ['2026-03-20 to open'],
    },
    {
      rule: 'after the last dose nothing is resumed',
      changes: ['hold 2026-03-20', 'resume 2026-04-10', 'stop 2026-04-01'],
      holds: ['2026-03-20 to open'],
    },
    {
      rule: 'after the last dose nothing is held',
      changes: ['hold 2026-03-20', 'stop 2026-03-19'],
      holds: [],
    },
  ])('$rule', ({ changes, holds }) => {
    const therapy = therapyOf(recordsOf(['dose 2026-01-31', ...changes]));
    expect(
      therapy.holds.map(({ heldOn, resumedOn }) => `${text(heldOn)} to ${text(resumedOn)}`),
    ).toEqual(holds);
  });
});

describe('doses', () => {
  test.each([
    {
      rule: 'the first dose is the earliest start, in any order of entry',
      changes: ['dose 2026-03-01', 'dose 2026-01-31'],
      doses: ['2026-01-31 to 2026-02-28', '2026-03-01 to open'],
    },
    {
      rule: 'the earliest of two stops ends therapy',
      changes: ['dose 2026-01-31', 'stop 2026-05-01', 'stop 2026-04-20'],
      doses: ['2026-01-31 to 2026-04-20'],
    },
    {
      rule: 'a stop on the day of the first dose leaves that one day',
      changes: ['dose 2026-01-31', 'stop 2026-01-31'],
      doses: ['2026-01-31 to 2026-01-31'],
    },
    {
      rule: 'a dose dated after the last one was not taken',
      changes: ['dose 2026-01-31', 'stop 2026-04-20', 'dose 2026-05-01'],
      doses: ['2026-01-31 to 2026-04-20'],
    },
    {
      rule: 'of two doses of one drug on one day the one entered later holds',
      changes: ['dose 2026-01-31', 'dose 2026-01-31'],
      doses: ['2026-01-31 to open'],
    },
  ])('$rule', ({ changes, doses }) => {
    const therapy = therapyOf(recordsOf(changes));
    expect(therapy.doses.map(({ from, to }) => `${text(from)} to ${text(to)}`)).toEqual(doses);
    expect(text(therapy.firstDoseOn)).toBe('2026-01-31');
  });
});
