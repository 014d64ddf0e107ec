import { afterAll, expect, test } from 'vitest';
import type { Analysis } from '@/lib/analysis/analysis';
import { endR } from '@/lib/server/statistics/run-plan';
import { runInBoth } from '@/tests/support/r';

afterAll(endR);

const plan: readonly Analysis[] = [
  {
    id: 'shares',
    method: 'differences',
    arguments: {
      labels: ['gonadotropins', 'nobody'],
      events: [115, 0],
      totals: [368, 0],
      other_events: [34, 4],
      other_totals: [174, 10],
    },
  },
  { id: 'share', method: 'two-groups', arguments: { events: [115, 34], totals: [368, 174] } },
  {
    id: 'means',
    method: 'differences',
    arguments: {
      labels: ['age', 'one-man'],
      mean: [36.71, 30],
      sd: [8.1, 0],
      n: [27, 1],
      other_mean: [36.5, 31],
      other_sd: [5.57, 2],
      other_n: [46, 46],
    },
  },
  {
    id: 'mean',
    method: 'two-means',
    arguments: { mean: [36.71, 36.5], sd: [8.1, 5.57], n: [27, 46] },
  },
];

test('many differences at once are those of two groups and of two means, and say why there is none', async () => {
  const results = await runInBoth({ datasets: { subjects: { study_id: ['1'] } }, plan });
  const of = (analysis: string, row: string, statistic: string) =>
    results.figure({ analysis, row, column: 'test', statistic });
  expect(of('shares', 'gonadotropins', 'risk-difference.value')).toEqual(
    of('share', '', 'risk-difference.value'),
  );
  for (const end of ['low', 'high']) {
    expect(of('shares', 'gonadotropins', `risk-difference.${end}`)).toEqual(
      of('share', '', `risk-difference-newcombe.${end}`),
    );
  }
  for (const statistic of ['difference.value', 'difference.low', 'difference.high']) {
    expect(of('means', 'age', statistic)).toEqual(of('mean', '', statistic));
  }
  expect(of('shares', 'nobody', 'risk-difference.value')).toEqual({
    kind: 'cannot-say',
    reason: 'empty-group',
  });
  expect(of('means', 'one-man', 'difference.low')).toEqual({
    kind: 'cannot-say',
    reason: 'too-few-values',
  });
});
