import { describe, expect, test } from 'vitest';
import {
  countInjections,
  exceptionRefusal,
  injectionCalendar,
} from '@/lib/course/injection-calendar';
import { therapyOf } from '@/lib/course/therapy';
import { toCivilDate } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { injectionExceptionContentSchema } from '@/lib/records/injection-exception';
import { clinicalRecord } from '@/tests/support/builders/course';
import { day } from '@/tests/support/builders/plan-facts';

const dose = (on: string, drug: 'hcg' | 'ufsh', everyDays: number, startsAfterDays = 0) =>
  clinicalRecord('dose', on, {
    drug,
    amount: drug === 'hcg' ? 2000 : 150,
    unit: '[IU]',
    route: 'intramuscular',
    timesPerDay: 1,
    everyDays,
    startsAfterDays,
  });
const hold = (on: string) => clinicalRecord('hold', on, { reason: 'other' });
const resume = (on: string) => clinicalRecord('resume', on, { reason: 'recovered' });
const stop = (on: string) => clinicalRecord('stop', on, { reason: 'completed' });
const exception = (on: string, drug: string, content: object, header: object = {}) =>
  clinicalRecord('injection-exception', on, { drug, reason: 'Travel', ...content }, header);
const missed = (on: string, drug = 'hcg') => exception(on, drug, { kind: 'missed' });
const moved = (on: string, givenOn: string, drug = 'hcg') =>
  exception(on, drug, { kind: 'moved', givenOn });

const hcg = dose('2026-01-01', 'hcg', 2);
const turns = [dose('2026-01-01', 'ufsh', 4), dose('2026-01-01', 'hcg', 4, 2)];
const shift = { 'injection-miss-rule': 'shift' };

/** `hcg 01`, or with what happened instead: `hcg 03 missed`, `hcg 05>06`. */
function daysOf(records: readonly ClinicalRecord[], until: string, settings = {}): string[] {
  const { injections } = injectionCalendar(records, therapyOf(records), settings, day(until));
  return injections.map(({ drug, plannedOn, givenOn, amount, plannedAmount }) => {
    const planned = toCivilDate(plannedOn).slice(-2);
    const given = givenOn === null ? null : toCivilDate(givenOn).slice(-2);
    const happened =
      given === null
        ? ' missed'
        : given !== planned
          ? `>${given}`
          : amount === plannedAmount
            ? ''
            : ` ${amount}`;
    return `${drug} ${planned}${happened}`;
  });
}

describe('the calendar of injections', () => {
  test.each<[string, readonly ClinicalRecord[], object, string[]]>([
    ['every 2 days', [hcg], {}, ['hcg 01', 'hcg 03', 'hcg 05', 'hcg 07', 'hcg 09']],
    ['taking turns', turns, {}, ['ufsh 01', 'hcg 03', 'ufsh 05', 'hcg 07', 'ufsh 09']],
    [
      'a hold skips its days and moves none',
      [hcg, hold('2026-01-03'), resume('2026-01-06')],
      {},
      ['hcg 01', 'hcg 07', 'hcg 09'],
    ],
    ['nothing after the last dose', [hcg, stop('2026-01-05')], {}, ['hcg 01', 'hcg 03', 'hcg 05']],
    [
      'another rhythm from its own first day on',
      [hcg, dose('2026-01-04', 'hcg', 3)],
      {},
      ['hcg 01', 'hcg 03', 'hcg 04', 'hcg 07'],
    ],
    [
      'a missed one is skipped',
      [hcg, missed('2026-01-03')],
      {},
      ['hcg 01', 'hcg 03 missed', 'hcg 05', 'hcg 07', 'hcg 09'],
    ],
    [
      'a missed one is skipped under "shift" too: it was never given',
      [hcg, missed('2026-01-03')],
      shift,
      ['hcg 01', 'hcg 03 missed', 'hcg 05', 'hcg 07', 'hcg 09'],
    ],
    [
      'another dose',
      [hcg, exception('2026-01-03', 'hcg', { kind: 'other-dose', amount: 1000 })],
      {},
      ['hcg 01', 'hcg 03 1000', 'hcg 05', 'hcg 07', 'hcg 09'],
    ],
    [
      'on another day: the planned days stay',
      [hcg, moved('2026-01-03', '2026-01-04')],
      {},
      ['hcg 01', 'hcg 03>04', 'hcg 05', 'hcg 07', 'hcg 09'],
    ],
    [
      'on another day: under "shift" the later ones move with it',
      [hcg, moved('2026-01-03', '2026-01-04')],
      shift,
      ['hcg 01', 'hcg 03>04', 'hcg 06', 'hcg 08'],
    ],
    [
      'under "shift" drugs keep taking turns, and a second move adds to the first',
      [
        ...turns,
        moved('2026-01-01', '2026-01-02', 'ufsh'),
        moved('2026-01-06', '2026-01-07', 'ufsh'),
      ],
      shift,
      ['ufsh 01>02', 'hcg 04', 'ufsh 06>07', 'hcg 09'],
    ],
    [
      'a voided exception is none',
      [hcg, exception('2026-01-03', 'hcg', { kind: 'missed' }, { voided: true })],
      {},
      ['hcg 01', 'hcg 03', 'hcg 05', 'hcg 07', 'hcg 09'],
    ],
  ])('%s', (_rule, records, settings, days) => {
    expect(daysOf(records, '2026-01-09', settings)).toEqual(days);
    expect(daysOf(records.toReversed(), '2026-01-09', settings)).toEqual(days);
  });

  test('counts planned, given and missed, and the amount that was given', () => {
    const records = [hcg, missed('2026-01-03'), moved('2026-01-09', '2026-01-10')];
    const { injections } = injectionCalendar(records, therapyOf(records), {}, day('2026-03-01'));
    expect(countInjections(injections, 'hcg', day('2026-01-09'))).toEqual({
      planned: 5,
      given: 3,
      missed: 1,
      amount: 6000,
    });
  });

  test('an exception whose day is no longer planned stays to be looked at', () => {
    const records = [hcg, missed('2026-01-03'), hold('2026-01-02'), resume('2026-01-04')];
    const { unplanned } = injectionCalendar(records, therapyOf(records), {}, day('2026-01-09'));
    expect(unplanned).toHaveLength(1);
  });
});

describe('an exception is refused', () => {
  test.each<[string, readonly ClinicalRecord[], string, object, string | null]>([
    [
      'unless its day is planned',
      [],
      '2026-01-04',
      { kind: 'missed' },
      'No injection of hCG is planned for 2026-01-04. Planned near it: 2026-01-03 and 2026-01-05.',
    ],
    [
      'in the future',
      [],
      '2026-02-02',
      { kind: 'missed' },
      'This is in the future; today is 2026-01-31.',
    ],
    [
      'a second time for a day',
      [missed('2026-01-03')],
      '2026-01-03',
      { kind: 'missed' },
      'An exception is recorded for this day; correct that record.',
    ],
    [
      'of a drug that is not given',
      [],
      '2026-01-03',
      { kind: 'missed', drug: 'ufsh' },
      'No injection of uFSH is planned for 2026-01-03.',
    ],
    [
      'moved to its own day',
      [],
      '2026-01-03',
      { kind: 'moved', givenOn: '2026-01-03' },
      'This is the planned day itself.',
    ],
    [
      'moved into the future',
      [],
      '2026-01-31',
      { kind: 'moved', givenOn: '2026-02-01' },
      'This is in the future; today is 2026-01-31.',
    ],
    [
      'moved into a hold',
      [hold('2026-01-10'), resume('2026-01-15')],
      '2026-01-09',
      { kind: 'moved', givenOn: '2026-01-10' },
      'Therapy was on hold on this day.',
    ],
    [
      'moved before the first dose',
      [],
      '2026-01-03',
      { kind: 'moved', givenOn: '2025-12-31' },
      'This is before the first or after the last dose.',
    ],
    ['never where the day is planned', [], '2026-01-31', { kind: 'missed' }, null],
  ])('%s', (_when, others, on, content, message) => {
    const records = [hcg, ...others];
    const parsed = injectionExceptionContentSchema.parse({
      drug: 'hcg',
      reason: 'Travel',
      ...content,
    });
    const refusal = exceptionRefusal(
      { on, content: parsed },
      records,
      therapyOf(records),
      {},
      day('2026-01-31'),
    );
    expect(refusal?.message ?? null).toBe(message);
  });
});
