import { describe, expect, test } from 'vitest';
import { isRetrieval, procedureContentSchema } from '@/lib/records/procedure';

describe('procedureContentSchema', () => {
  test('what is not stated is unknown', () => {
    expect(procedureContentSchema.parse({ kind: 'micro-tese', minutes: '' })).toEqual({
      kind: 'micro-tese',
      side: null,
      minutes: null,
      spermFound: 'unknown',
      sufficientForAllEggs: 'unknown',
      cryopreserved: 'unknown',
      vialsFrozen: null,
      histology: 'unknown',
      note: '',
    });
  });

  test.each([
    [
      { sufficientForAllEggs: 'yes' },
      'sufficientForAllEggs',
      'No sperm found cannot be enough for all eggs',
    ],
    [{ cryopreserved: 'yes' }, 'cryopreserved', 'No sperm found, so none can be frozen'],
    [{ vialsFrozen: '2' }, 'vialsFrozen', 'No sperm found cannot fill 2 vials'],
  ])('no sperm found contradicts %j', (claim, field, message) => {
    const parsed = procedureContentSchema.safeParse({ kind: 'tese', spermFound: 'no', ...claim });
    expect(parsed.error?.issues).toMatchObject([{ path: [field], message }]);
  });

  test.each([
    ['fna-mapping', false],
    ['biopsy', false],
    ['tesa', true],
    ['tese', true],
    ['micro-tese', true],
    ['oocyte-retrieval', false],
  ])('%s takes sperm out: %s', (kind, expected) => {
    expect(isRetrieval(procedureContentSchema.parse({ kind }))).toBe(expected);
  });
});
