import { afterAll, expect, test } from 'vitest';
import { endR } from '@/lib/server/statistics/run-plan';
import { runInBoth } from '@/tests/support/r';

afterAll(endR);

const study = {
  datasets: {
    subjects: { study_id: ['1', '2', '3'], arm: ['a', 'b', 'b'], age: [31, 35, null] },
  },
  plan: [],
};

test('R in WebAssembly and a stock R answer in the same form', async () => {
  const results = await runInBoth(study);
  expect(
    results.figure({ analysis: 'environment', row: 'R', column: 'all', statistic: 'version' }),
  ).toEqual({ kind: 'text', text: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
});
