import { describe, expect, test } from 'vitest';
import { cumulativeDoses } from '@/lib/course/cumulative-dose';
import { injectionCalendar } from '@/lib/course/injection-calendar';
import { therapyOf } from '@/lib/course/therapy';
import { clinicalRecord, isotretinoin } from '@/tests/support/builders/course';
import { day } from '@/tests/support/builders/plan-facts';

const hold = (on: string, voided = false) =>
  clinicalRecord('hold', on, { reason: 'laboratory-result' }, { voided });
const resume = (on: string) => clinicalRecord('resume', on, { reason: 'Values are back' });
const stop = (on: string) => clinicalRecord('stop', on, { reason: 'completed' });

const injection = (on: string, drug: 'hcg' | 'ufsh', everyDays: number, startsAfterDays = 0) =>
  clinicalRecord('dose', on, {
    drug,
    amount: drug === 'hcg' ? 2000 : 150,
    unit: '[IU]',
    route: 'intramuscular',
    timesPerDay: 1,
    everyDays,
    startsAfterDays,
  });

const exception = (on: string, content: object) =>
  clinicalRecord('injection-exception', on, { drug: 'hcg', reason: 'Travel', ...content });

const lower = (on: string) =>
  clinicalRecord('dose', on, {
    drug: 'isotretinoin',
    amount: 20,
    unit: 'mg',
    route: 'oral',
    timesPerDay: 1,
    everyDays: 1,
  });

describe('isotretinoin 20 mg twice daily from 1 January', () => {
  test.each([
    ['nothing before the first dose', [], '2025-12-31', []],
    ['the first day counts', [], '2026-01-01', [40]],
    ['31 days', [], '2026-01-31', [1240]],
    ['a stop ends it with its last dose', [stop('2026-01-10')], '2026-03-01', [400]],
    [
      'a hold of 10 days is left out',
      [hold('2026-01-11'), resume('2026-01-21')],
      '2026-01-31',
      [840],
    ],
    ['an open hold goes on', [hold('2026-01-11')], '2026-12-31', [400]],
    ['26 weeks are 7,280 mg, 91 mg/kg at 80 kg (C§1.1.3)', [], '2026-07-01', [7280]],
    ['39 weeks are 10,920 mg (C§1.1.3)', [], '2026-09-30', [10_920]],
    ['a voided hold is none', [hold('2026-01-11', true)], '2026-01-31', [1240]],
    ['a lower dose counts from its first day', [lower('2026-01-21')], '2026-01-31', [1020]],
    [
      'a resume on the day of the hold leaves nothing out',
      [hold('2026-01-11'), resume('2026-01-11')],
      '2026-01-31',
      [1240],
    ],
  ])('%s', (_rule, records, until, totals) => {
    const therapy = therapyOf([isotretinoin('2026-01-01'), ...records]);
    expect(cumulativeDoses(therapy, [], day(until)).map(({ total }) => total)).toEqual(totals);
  });
});

describe('injections fall on calendar days', () => {
  test.each([
    [
      'every 2 days: 1, 3, … 31 January',
      [injection('2026-01-01', 'hcg', 2)],
      '2026-01-31',
      [['hcg', 16, 32_000]],
    ],
    [
      'the day between two injections adds none',
      [injection('2026-01-01', 'hcg', 2)],
      '2026-01-02',
      [['hcg', 1, 2000]],
    ],
    [
      'taking turns: uFSH on 1, 5, … and hCG on 3, 7, …',
      [injection('2026-01-01', 'ufsh', 4), injection('2026-01-01', 'hcg', 4, 2)],
      '2026-01-12',
      [
        ['ufsh', 3, 450],
        ['hcg', 3, 6000],
      ],
    ],
    [
      'hCG given before uFSH was added goes on until its own turn begins',
      [
        injection('2026-01-01', 'hcg', 2),
        injection('2026-01-11', 'ufsh', 4),
        injection('2026-01-11', 'hcg', 4, 2),
      ],
      '2026-01-14',
      [
        ['hcg', 7, 14_000],
        ['ufsh', 1, 150],
      ],
    ],
    [
      'a month of hCG every 2 days: 15 on days 0 to 28 (C§1.2.2)',
      [injection('2026-01-01', 'hcg', 2)],
      '2026-01-29',
      [['hcg', 15, 30_000]],
    ],
    [
      '60 days taking turns: 15 of each, 2,250 IU and 30,000 IU (C§1.2.3 item 3)',
      [injection('2026-01-01', 'ufsh', 4), injection('2026-01-01', 'hcg', 4, 2)],
      '2026-03-01',
      [
        ['ufsh', 15, 2250],
        ['hcg', 15, 30_000],
      ],
    ],
    [
      '60 days on alternate days: 30 of each, 4,500 IU and 60,000 IU (C§1.2.3 item 3)',
      [injection('2026-01-01', 'ufsh', 2), injection('2026-01-01', 'hcg', 2, 1)],
      '2026-03-01',
      [
        ['ufsh', 30, 4500],
        ['hcg', 30, 60_000],
      ],
    ],
    [
      'a missed one adds nothing, another dose what was given',
      [
        injection('2026-01-01', 'hcg', 2),
        exception('2026-01-03', { kind: 'missed' }),
        exception('2026-01-05', { kind: 'other-dose', amount: 1000 }),
      ],
      '2026-01-07',
      [['hcg', 3, 5000]],
    ],
    [
      'an injection due in a hold is skipped, and the next keeps its day',
      [injection('2026-01-01', 'hcg', 2), hold('2026-01-03'), resume('2026-01-04')],
      '2026-01-05',
      [['hcg', 2, 4000]],
    ],
  ])('%s', (_rule, records, until, expected) => {
    const therapy = therapyOf(records);
    const { injections } = injectionCalendar(records, therapy, {}, day(until));
    const found = cumulativeDoses(therapy, injections, day(until));
    expect(found.map(({ drug, doseDays, total }) => [drug, doseDays, total])).toEqual(expected);
  });
});
