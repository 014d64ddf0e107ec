import { describe, expect, test } from 'vitest';
import { therapyContradictions } from '@/lib/course/therapy-contradictions';
import { clinicalRecord, isotretinoin } from '@/tests/support/builders/course';

const hold = (on: string) => clinicalRecord('hold', on, { reason: 'other' });
const resume = (on: string) => clinicalRecord('resume', on, { reason: 'recovered' });
const stop = (on: string) => clinicalRecord('stop', on, { reason: 'completed' });
const dose = isotretinoin('2026-01-10');

describe('changes of therapy', () => {
  test.each([
    ['a hold with its resume', [dose, hold('2026-02-01'), resume('2026-02-10')], []],
    ['an open hold that a stop ends', [dose, hold('2026-02-01'), stop('2026-02-05')], []],
    [
      'a resume without a hold',
      [dose, resume('2026-02-10')],
      ['The resume of 2026-02-10 has no hold to end.'],
    ],
    [
      'a hold within another',
      [dose, hold('2026-02-01'), hold('2026-02-05'), resume('2026-02-10')],
      ['The hold of 2026-02-05 falls within another hold.'],
    ],
    [
      'a hold before any dose',
      [hold('2026-02-01')],
      ['The hold of 2026-02-01 has no dose before it.'],
    ],
    [
      'a hold before the first dose',
      [dose, hold('2026-01-09'), resume('2026-01-12')],
      ['The hold of 2026-01-09 is before the first dose on 2026-01-10.'],
    ],
    [
      'a dose after the last one',
      [dose, stop('2026-03-01'), isotretinoin('2026-03-02')],
      ['The dose of 2026-03-02 is after the last dose on 2026-03-01.'],
    ],
  ])('%s', (_what, records, sentences) => {
    expect(therapyContradictions(records)).toEqual(sentences);
    expect(therapyContradictions(records.toReversed())).toEqual(sentences);
  });
});
