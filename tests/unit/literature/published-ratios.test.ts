import { describe, expect, test } from 'vitest';
import { publishedRatios } from '@/lib/literature/published-ratios';

describe('printed odds ratios beside those of a snapshot', () => {
  const arms = { column: 'arm', first: 'gonadotropins', second: 'none' };

  test('S1 prints three for retrieval with and without gonadotropins', () => {
    expect(
      publishedRatios('gonadotropin-noa', { outcome: 'sperm_retrieved', contrast: arms }),
    ).toEqual([
      { label: 'S1: crude', method: 'as printed', value: 1.87, low: 1.22, high: 2.92 },
      {
        label: 'S1: inverse probability weighting',
        method: 'as printed',
        value: 1.59,
        low: 1.02,
        high: 2.52,
      },
      { label: 'S1: 174 matched pairs', method: 'as printed', value: 1.8, low: 1.04, high: 3.16 },
    ]);
  });

  test.each([
    ['another outcome', 'gonadotropin-noa', 'live_birth', arms],
    [
      'the arms the other way round',
      'gonadotropin-noa',
      'sperm_retrieved',
      { ...arms, first: 'none', second: 'gonadotropins' },
    ],
    ['no contrast', 'gonadotropin-noa', 'sperm_retrieved', null],
    ['another protocol', 'isotretinoin-noa', 'sperm_retrieved', arms],
  ])('of %s nothing is printed', (_question, protocol, outcome, contrast) => {
    expect(publishedRatios(protocol, { outcome, contrast })).toEqual([]);
  });
});
