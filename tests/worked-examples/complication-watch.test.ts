import { describe, expect, test } from 'vitest';
import type { Course } from '@/lib/course/course';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { aCourse, clinicalRecord, isotretinoin } from '@/tests/support/builders/course';
import { compiled, datesOf, day } from '@/tests/support/builders/plan-facts';

// S2 watches for complications for at least six weeks after surgery (C§1.3.1).

const today = '2026-12-01';

function watches(code: string, course: Partial<Course>) {
  const { plan } = evaluateCourse(compiled(code), aCourse('2026-01-05', course), day(today));
  return plan.occurrences
    .filter(({ requirement }) => requirement === 'complication-watch')
    .map((occurrence) => [
      occurrence.key,
      occurrenceState(occurrence, day(today)),
      datesOf(occurrence).actual ?? datesOf(occurrence).opensOn,
    ]);
}

const operated = (on: string, more = {}) =>
  clinicalRecord('procedure', on, { kind: 'micro-tese' }, { id: `operation-${on}`, ...more });
const check = (on: string, content: object = { noneSeen: 'yes' }) =>
  clinicalRecord('post-operative-check', on, content);

describe('salvage, operated on 2026-08-31', () => {
  const failed = clinicalRecord('procedure', '2025-12-01', { kind: 'tese', spermFound: 'no' });
  const after = (...records: Course['records']) =>
    watches('salvage-micro-tese', {
      arm: 'salvage',
      records: [failed, operated('2026-08-31'), ...records],
    });

  test.each([
    ['a check after six weeks completes it', [check('2026-10-12')], 'done', '2026-10-12'],
    ['an earlier one does not', [check('2026-10-11')], 'overdue', '2026-10-12'],
    [
      'a check that does not say whether anything was seen does not',
      [check('2026-10-12', { note: 'He called' })],
      'overdue',
      '2026-10-12',
    ],
    [
      'a complication that was seen is an answer',
      [check('2026-10-12', { complications: [{ kind: 'hematoma' }] })],
      'done',
      '2026-10-12',
    ],
    [
      'symptoms are no longer an answer',
      [clinicalRecord('symptom-check', '2026-10-12', { answers: { 'testicular-pain': 'none' } })],
      'overdue',
      '2026-10-12',
    ],
  ] as const)('%s', (_rule, records, state, date) => {
    expect(after(...records)).toEqual([['complication-watch#1', state, date]]);
  });
});

describe('micro-TESE on isotretinoin', () => {
  const records = [isotretinoin('2026-01-10')];

  test('without a retrieval there is nothing to follow', () => {
    expect(watches('isotretinoin-noa', { records })).toEqual([]);
  });

  test('each retrieval has a follow-up of its own', () => {
    const twice = [...records, operated('2026-07-10'), check('2026-08-25'), operated('2026-09-10')];
    expect(watches('isotretinoin-noa', { records: twice })).toEqual([
      ['complication-watch@operation-2026-07-10', 'done', '2026-08-25'],
      ['complication-watch@operation-2026-09-10', 'due', '2026-10-22'],
    ]);
  });

  test('of a voided operation it no longer applies', () => {
    const voided = [...records, operated('2026-07-10', { voided: true })];
    expect(watches('isotretinoin-noa', { records: voided })).toEqual([
      ['complication-watch@operation-2026-07-10', 'not-applicable', '2026-08-21'],
    ]);
  });
});

test('after gonadotropins the operation is followed in both arms', () => {
  const operation = operated('2026-08-31');
  for (const arm of ['gonadotropins', 'none']) {
    expect(watches('gonadotropin-noa', { arm, records: [operation] })).toEqual([
      ['complication-watch@operation-2026-08-31', 'overdue', '2026-10-12'],
    ]);
  }
});
