import { describe, expect, test } from 'vitest';
import type { Course } from '@/lib/course/course';
import { procedureList } from '@/lib/course/procedure-list';
import { therapyOf } from '@/lib/course/therapy';
import { civilDate } from '@/lib/dates/civil-date';
import type { Partner } from '@/lib/records/partner';
import { aCourse, clinicalRecord, isotretinoin, labReport } from '@/tests/support/builders/course';

const partnerId = '01a201f6-f69a-7000-8241-f7f1ff21cf1e';
const partner: Partner = {
  id: partnerId,
  version: 1,
  ordinal: 1,
  consentOn: civilDate('2026-01-10'),
  birthYear: null,
  endedOn: null,
  note: '',
};

const stop = clinicalRecord('stop', '2026-05-28', { reason: 'completed' });
const treated = [isotretinoin('2026-01-10'), stop];

function listed(records: Course['records'], partners: readonly Partner[] = [partner]) {
  return procedureList(aCourse('2026-01-05', { records }), therapyOf(records), partners);
}

const operated = (on: string, content: object = {}) =>
  clinicalRecord('procedure', on, { kind: 'micro-tese', ...content }, { id: `operation ${on}` });

describe('operations', () => {
  const first = operated('2026-06-01', {
    side: 'both',
    spermFound: 'yes',
    spermFoundLeft: 'yes',
    vialsFrozen: 1,
    histologyLeft: 'hypospermatogenesis',
    histologyRight: 'sertoli-cell-only',
  });
  const check = clinicalRecord('post-operative-check', '2026-06-04', {
    complications: [{ kind: 'hematoma', from: '2026-06-02', resolved: 'no' }],
  });

  test('say what was found on each side and how far from the drug', () => {
    const [operation] = listed([...treated, first]).operations;
    expect(operation).toMatchObject({
      name: 'Micro-TESE',
      on: '2026-06-01',
      studyDay: 143,
      exposure: '4 days after his last dose',
      sperm: ['sperm found', 'left: sperm found'],
      yield: 'enough for every egg: not stated; 1 vial frozen',
      histology: ['left: hypospermatogenesis', 'right: Sertoli cell only'],
    });
  });

  test('keep what follows until the next operation', () => {
    const second = operated('2026-10-01');
    const later = clinicalRecord('post-operative-check', '2026-10-04', { noneSeen: 'yes' });
    const hormones = labReport('2026-09-01', { lh: '6.1 [IU]/L', alt: '30 U/L' });
    const iief = clinicalRecord('finding', '2026-10-05', { finding: 'iief-5', answer: 21 });
    const { operations } = listed([first, check, second, later, hormones, iief]);
    expect(operations.map(({ on, checks, after }) => ({ on, checks, after }))).toMatchObject([
      {
        on: '2026-10-01',
        checks: [{ on: '2026-10-04', says: 'no complication seen' }],
        after: [{ on: '2026-10-05', label: 'IIEF-5', value: '21' }],
      },
      {
        on: '2026-06-01',
        checks: [{ on: '2026-06-04', says: 'hematoma' }],
        after: [{ on: '2026-09-01', label: 'LH', value: '6.1 IU/L' }],
      },
    ]);
    expect(operations[1]?.complications).toMatchObject([
      { name: 'Hematoma', from: '2026-06-02', resolved: 'no' },
    ]);
  });

  test('of a protocol without a drug have no exposure', () => {
    expect(listed([first]).operations[0]?.exposure).toBeNull();
  });

  test('that were voided are not there', () => {
    expect(listed([{ ...first, voided: true }]).operations).toEqual([]);
  });
});

describe('cycles', () => {
  const cycle = (content: object) =>
    clinicalRecord('icsi-cycle', '2026-05-30', { partnerId, ...content });

  test('list their transfers by date, each with the days since the last dose', () => {
    const { cycles, totals } = listed([
      ...treated,
      cycle({
        eggsRetrieved: 9,
        transfers: [
          { on: '2026-08-01', embryos: 1, origin: 'frozen', outcome: 'ongoing' },
          { on: '2026-06-04', embryos: 2, origin: 'fresh', outcome: 'not-pregnant' },
        ],
      }),
    ]);
    expect(cycles).toMatchObject([
      {
        partner: 'Partner 1',
        exposure: '2 days after his last dose',
        isOpen: true,
        transfers: [
          { embryos: '2 fresh', pregnancy: 'none', exposure: '7 days after his last dose' },
          { embryos: '1 thawed', pregnancy: 'clinical', exposure: '65 days after his last dose' },
        ],
      },
    ]);
    expect(cycles[0]?.counts.slice(0, 2)).toEqual([
      { label: 'eggs', value: '9' },
      { label: 'mature', value: 'not recorded' },
    ]);
    expect(totals).toMatchObject({ cycles: 1, transfers: 2, clinical: 1 });
  });

  test('tell a number of euploid embryos that is not stated from none', () => {
    const { euploidStatedIn, totals } = listed([cycle({ embryos: 4 }), cycle({ euploid: 0 })]);
    expect([euploidStatedIn, totals.cycles]).toEqual([1, 2]);
  });

  test('without a partner say that her consent is not recorded', () => {
    expect(listed([cycle({ partnerId: null })]).cycles[0]?.partner).toBe('consent not recorded');
  });
});
