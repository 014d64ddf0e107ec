import { describe, expect, test } from 'vitest';
import { drugLedger } from '@/lib/course/drug-ledger';
import { therapyOf } from '@/lib/course/therapy';
import { toCivilDate } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { clinicalRecord, isotretinoin } from '@/tests/support/builders/course';
import { day } from '@/tests/support/builders/plan-facts';

// 20 mg twice daily from 2026-01-10; a supply of 60 capsules of 20 mg lasts 30 days.
const firstDose = isotretinoin('2026-01-10');
const dispensed = (on: string, content: object = {}, header: object = {}) =>
  clinicalRecord(
    'dispensing',
    on,
    {
      prescribedOn: on,
      authorizationPresent: true,
      quantity: 60,
      strengthMg: 20,
      daysSupply: 30,
      ...content,
    },
    header,
  );
const returned = (on: string, quantity: number, header: object = {}) =>
  clinicalRecord('drug-return', on, { quantity, strengthMg: 20 }, header);
const hold = (on: string) => clinicalRecord('hold', on, { reason: 'other' });
const resume = (on: string) => clinicalRecord('resume', on, { reason: 'recovered' });
const stop = (on: string) => clinicalRecord('stop', on, { reason: 'completed' });

function ledgerOf(records: readonly ClinicalRecord[], asOf = '2026-04-01') {
  return drugLedger(records, therapyOf(records), day(asOf));
}

/** `2026-01-10 dispensed 60: 0 -> 60`, in capsules of 20 mg: expected before and balance after. */
function linesOf(records: readonly ClinicalRecord[]): string[] {
  return ledgerOf(records).lines.map(
    ({ on, kind, capsules, voided, expectedMg, balanceMg, coversTo }) =>
      `${toCivilDate(on)} ${voided ? 'voided ' : ''}${kind} ${capsules}: ${expectedMg / 20} -> ${balanceMg / 20}${
        coversTo === null ? '' : ` to ${toCivilDate(coversTo)}`
      }`,
  );
}

describe('a line says what should have been left before it and is there after it', () => {
  const first = dispensed('2026-01-10');

  test.each([
    ['one supply', [first], ['2026-01-10 dispensed 60: 0 -> 60 to 2026-02-08']],
    [
      'picked up on its last day: the two capsules of that day are still there',
      [first, dispensed('2026-02-08')],
      [
        '2026-01-10 dispensed 60: 0 -> 60 to 2026-02-08',
        '2026-02-08 dispensed 60: 2 -> 62 to 2026-03-10',
      ],
    ],
    [
      'picked up five days early',
      [first, dispensed('2026-02-03')],
      [
        '2026-01-10 dispensed 60: 0 -> 60 to 2026-02-08',
        '2026-02-03 dispensed 60: 12 -> 72 to 2026-03-10',
      ],
    ],
    [
      'picked up late: nothing is left and nothing is owed',
      [first, dispensed('2026-02-20')],
      [
        '2026-01-10 dispensed 60: 0 -> 60 to 2026-02-08',
        '2026-02-20 dispensed 60: 0 -> 60 to 2026-03-21',
      ],
    ],
    [
      'a hold of ten days',
      [first, hold('2026-01-20'), resume('2026-01-30'), dispensed('2026-02-15')],
      [
        '2026-01-10 dispensed 60: 0 -> 60 to 2026-02-18',
        '2026-02-15 dispensed 60: 8 -> 68 to 2026-03-20',
      ],
    ],
    [
      'dispensed two days before the first dose',
      [dispensed('2026-01-08')],
      ['2026-01-08 dispensed 60: 0 -> 60 to 2026-02-08'],
    ],
    [
      'four more came back than were expected: two days of doses were missed',
      [first, returned('2026-02-03', 16), dispensed('2026-02-03')],
      [
        '2026-01-10 dispensed 60: 0 -> 60 to 2026-02-08',
        '2026-02-03 returned 16: 12 -> 0',
        '2026-02-03 dispensed 60: 0 -> 60 to 2026-03-04',
      ],
    ],
    [
      'a supply of before returns had records of their own brings its return along',
      [first, dispensed('2026-02-03', { capsulesReturned: 12 })],
      [
        '2026-01-10 dispensed 60: 0 -> 60 to 2026-02-08',
        '2026-02-03 returned 12: 12 -> 0',
        '2026-02-03 dispensed 60: 0 -> 60 to 2026-03-04',
      ],
    ],
    [
      'a voided supply stays and counts for nothing',
      [dispensed('2026-01-10', {}, { voided: true }), dispensed('2026-01-11')],
      ['2026-01-10 voided dispensed 60: 0 -> 0', '2026-01-11 dispensed 60: 0 -> 60 to 2026-02-09'],
    ],
    [
      'capsules of another strength last as long as their mg do',
      [dispensed('2026-01-10', { quantity: 30, strengthMg: 40 })],
      ['2026-01-10 dispensed 30: 0 -> 60 to 2026-02-08'],
    ],
  ])('%s', (_what, records, lines) => {
    expect(linesOf([firstDose, ...records])).toEqual(lines);
    expect(linesOf([...records, firstDose].toReversed())).toEqual(lines);
  });
});

describe('what should be left', () => {
  test.each([
    ['on the day of dispensing, before its dose', [], '2026-01-10', 60, 30],
    ['ten days later', [], '2026-01-20', 40, 20],
    ['on the last covered day', [], '2026-02-08', 2, 1],
    ['after it', [], '2026-02-09', 0, 0],
    [
      'in an open hold: none is taken, and the days count from its end',
      [hold('2026-01-20')],
      '2026-03-01',
      40,
      20,
    ],
    ['after the stop: it waits to be brought back', [stop('2026-01-19')], '2026-03-01', 40, 20],
  ])('%s', (_when, records, asOf, capsules, days) => {
    const { balanceMg, daysLeft } = ledgerOf(
      [firstDose, dispensed('2026-01-10'), ...records],
      asOf,
    );
    expect([balanceMg / 20, daysLeft]).toEqual([capsules, days]);
  });

  test('is not said in days where no dose was ever recorded; the prescribed days hold', () => {
    const { daysLeft, lines } = ledgerOf([dispensed('2026-01-10', { daysSupply: 14 })]);
    expect(daysLeft).toBeNull();
    expect(lines.map(({ coversTo }) => coversTo && toCivilDate(coversTo))).toEqual(['2026-01-23']);
  });
});
