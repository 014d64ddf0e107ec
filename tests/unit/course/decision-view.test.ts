import { describe, expect, test } from 'vitest';
import { decisionView } from '@/lib/course/decision-view';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { aCourse, clinicalRecord, labReport } from '@/tests/support/builders/course';
import { compiled, day } from '@/tests/support/builders/plan-facts';

const hcg = clinicalRecord('dose', '2026-01-10', {
  drug: 'hcg',
  amount: 2000,
  unit: '[IU]',
  route: 'intramuscular',
  timesPerDay: 1,
  everyDays: 2,
});

const today = day('2026-02-12');

function viewOf(fsh: string | null, key = 'fsh-month-1') {
  const protocol = compiled('gonadotropin-noa');
  const reports = fsh === null ? [] : [labReport('2026-02-10', { fsh })];
  const course = aCourse('2026-01-05', { arm: 'gonadotropins', records: [hcg, ...reports] });
  const { plan } = evaluateCourse(protocol, course, today);
  return decisionView(protocol, course, plan, key, today);
}

const range = '0.7–11.1 mIU/mL, both ends included';

describe('why a branch is computed, or none', () => {
  test.each([
    ['0.7 [IU]/L', 'add-ufsh', `FSH 0.7 IU/L lies in the range (${range}): Add uFSH 150 IU.`],
    [
      '0.3 m[IU]/mL',
      null,
      `FSH 0.3 mIU/mL lies below the range: FSH is suppressed (${range}); the physician decides.`,
    ],
    [
      '<5 m[IU]/mL',
      null,
      `FSH <5 mIU/mL may lie inside or outside the range: it does not tell (${range}); the physician decides.`,
    ],
    [
      '11.2 m[IU]/mL',
      'continue-and-retest',
      `FSH 11.2 mIU/mL lies above the range (${range}): Continue hCG and test FSH again at month 2.`,
    ],
    [null, null, 'There is no result of FSH yet (Monthly hormones); the physician decides.'],
  ])('%s', (fsh, computed, explanation) => {
    expect(viewOf(fsh)).toMatchObject({ computed, explanation });
  });
});

test('the input is shown as reported and standardized, with its comparator', () => {
  expect(viewOf('<0.3 [IU]/L')?.input).toMatchObject({
    on: '2026-02-10',
    reported: 'FSH <0.3 IU/L',
    standardized: '<0.3 mIU/mL',
  });
});

test('the date that the protocol foresees is the default', () => {
  expect(viewOf('6.2 m[IU]/mL')).toMatchObject({ effectiveOn: '2026-02-10', isOpen: true });
});

test('a decision that the protocol does not have is not found', () => {
  expect(viewOf(null, 'month-6-review')).toBeNull();
});
