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

describe('a stop of one drug', () => {
  const dose = (drug: 'hcg' | 'ufsh', on: string) =>
    clinicalRecord('dose', on, {
      drug,
      amount: 150,
      unit: '[IU]',
      route: 'intramuscular',
      timesPerDay: 1,
      everyDays: 4,
    });
  const stop = (on: string, drug: 'hcg' | 'ufsh' | null) =>
    clinicalRecord('stop', on, { reason: 'completed', drug });
  const both = [dose('hcg', '2026-01-01'), dose('ufsh', '2026-02-01')];

  test.each([
    {
      rule: 'ends that drug and no other',
      records: [...both, stop('2026-02-20', 'ufsh')],
      doses: ['hcg 2026-01-01 to open', 'ufsh 2026-02-01 to 2026-02-20'],
      lastDoseOn: 'open',
    },
    {
      rule: 'ends therapy where it is the last drug',
      records: [...both, stop('2026-02-20', 'ufsh'), stop('2026-02-28', 'hcg')],
      doses: ['hcg 2026-01-01 to 2026-02-28', 'ufsh 2026-02-01 to 2026-02-20'],
      lastDoseOn: '2026-02-28',
    },
    {
      rule: 'ends therapy where only that drug was ever given',
      records: [dose('hcg', '2026-01-01'), stop('2026-01-31', 'hcg')],
      doses: ['hcg 2026-01-01 to 2026-01-31'],
      lastDoseOn: '2026-01-31',
    },
    {
      rule: 'is over once that drug is given again',
      records: [...both, stop('2026-02-20', 'ufsh'), dose('ufsh', '2026-03-01')],
      doses: ['hcg 2026-01-01 to open', 'ufsh 2026-02-01 to 2026-02-20', 'ufsh 2026-03-01 to open'],
      lastDoseOn: 'open',
    },
    {
      rule: 'before a stop of all therapy leaves that one the last dose',
      records: [...both, stop('2026-02-20', 'ufsh'), stop('2026-03-31', null)],
      doses: ['hcg 2026-01-01 to 2026-03-31', 'ufsh 2026-02-01 to 2026-02-20'],
      lastDoseOn: '2026-03-31',
    },
    {
      rule: 'of a drug that was never given changes nothing',
      records: [dose('hcg', '2026-01-01'), stop('2026-01-31', 'ufsh')],
      doses: ['hcg 2026-01-01 to open'],
      lastDoseOn: 'open',
    },
  ])('$rule', ({ records, doses, lastDoseOn }) => {
    for (const order of [records, records.toReversed()]) {
      const therapy = therapyOf(order);
      expect(
        therapy.doses.map(({ drug, from, to }) => `${drug} ${text(from)} to ${text(to)}`),
      ).toEqual(doses);
      expect(text(therapy.lastDoseOn)).toBe(lastDoseOn);
    }
  });
});
