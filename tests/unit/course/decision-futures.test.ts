import { expect, test } from 'vitest';
import { decisionFutures } from '@/lib/course/decision-futures';
import { aCourse, clinicalRecord } from '@/tests/support/builders/course';
import { compiled, day } from '@/tests/support/builders/plan-facts';

const hcg = clinicalRecord('dose', '2026-01-10', {
  drug: 'hcg',
  amount: 2000,
  unit: '[IU]',
  route: 'intramuscular',
  timesPerDay: 1,
  everyDays: 2,
});

test('each option of the FSH decision opens what S1 asks for on that branch', () => {
  const futures = decisionFutures(
    compiled('gonadotropin-noa'),
    aCourse('2026-01-05', { arm: 'gonadotropins', records: [hcg] }),
    { key: 'fsh-month-1', decidedOn: day('2026-02-12'), effectiveOn: day('2026-02-10') },
    day('2026-02-12'),
  );
  expect(
    Object.fromEntries(futures.map(({ option, opened }) => [option, opened.map(({ key }) => key)])),
  ).toEqual({
    'add-ufsh': ['ufsh-course-month-1#1', 'semen-end-of-treatment#1'],
    'continue-and-retest': ['fsh-decision-month-2#1', 'semen-end-of-treatment#1'],
    'continue-hcg': ['semen-end-of-treatment#1'],
    'continue-to-month-2': ['semen-end-of-month-2#1'],
    stop: ['semen-end-of-treatment#1'],
  });
});

test('a protocol without such a decision has no futures', () => {
  const choice = { key: 'nothing', decidedOn: day('2026-02-12'), effectiveOn: day('2026-02-12') };
  const course = aCourse('2026-01-05', { arm: 'isotretinoin', records: [] });
  expect(decisionFutures(compiled('isotretinoin-noa'), course, choice, day('2026-02-12'))).toEqual(
    [],
  );
});
