import { expect, test } from 'vitest';
import { eggNumbersOf, oocyteRetrievalDays } from '@/lib/records/egg-numbers';
import { clinicalRecord } from '@/tests/support/builders/course';
import { day } from '@/tests/support/builders/plan-facts';

const finding = (on: string, answer: number | string) =>
  clinicalRecord('finding', on, { finding: 'egg-number', answer });
const cycle = (on: string, eggsRetrieved: number | null) =>
  clinicalRecord('icsi-cycle', on, { eggsRetrieved });
const oocyteRetrieval = clinicalRecord('procedure', '2026-02-01', {
  kind: 'oocyte-retrieval',
  eggNumber: 12,
});

test('eggs are expected by findings and counted by cycles and oocyte retrievals', () => {
  const records = [
    cycle('2026-03-01', 9),
    finding('2026-01-01', 8),
    oocyteRetrieval,
    clinicalRecord('finding', '2026-01-01', { finding: 'iief-5', answer: 20 }),
  ];
  expect(eggNumbersOf(records)).toEqual([
    { on: day('2026-01-01'), eggs: 8 },
    { on: day('2026-03-01'), eggs: 9 },
    { on: day('2026-02-01'), eggs: 12 },
  ]);
});

test('a number that is not known is none', () => {
  expect(eggNumbersOf([cycle('2026-03-01', null), finding('2026-01-01', 'unknown')])).toEqual([]);
});

test('a cycle is a day of oocyte retrieval, whatever came of it', () => {
  const micro = clinicalRecord('procedure', '2026-02-01', { kind: 'micro-tese' });
  expect(oocyteRetrievalDays([cycle('2026-03-01', null), micro, oocyteRetrieval])).toEqual([
    day('2026-03-01'),
    day('2026-02-01'),
  ]);
});
