import { describe, expect, test } from 'vitest';
import { isRetrieval, overallHistology, procedureContentSchema } from '@/lib/records/procedure';

describe('procedureContentSchema', () => {
  test('what is not stated is unknown', () => {
    expect(procedureContentSchema.parse({ kind: 'micro-tese', minutes: '' })).toEqual({
      kind: 'micro-tese',
      earlierReason: '',
      side: null,
      minutes: null,
      spermFound: 'unknown',
      spermFoundLeft: 'unknown',
      spermFoundRight: 'unknown',
      sufficientForAllEggs: 'unknown',
      cryopreserved: 'unknown',
      vialsFrozen: null,
      histology: 'unknown',
      histologyLeft: null,
      histologyRight: null,
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

  test.each([
    [
      'a side that was not operated on has no result',
      { side: 'left', spermFoundRight: 'yes', histologyRight: 'normal' },
      ['spermFoundRight', 'histologyRight'],
    ],
    ['sperm on one side are sperm', { spermFound: 'no', spermFoundLeft: 'yes' }, ['spermFound']],
    [
      'sperm on neither side are none',
      { spermFound: 'yes', spermFoundLeft: 'no', spermFoundRight: 'no' },
      ['spermFound'],
    ],
  ])('%s', (_rule, claim, fields) => {
    const parsed = procedureContentSchema.safeParse({ kind: 'tese', ...claim });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(fields);
  });
});

describe('sperm found, where only the sides are stated', () => {
  test.each([
    ['one side with sperm is sperm', { spermFoundLeft: 'yes', spermFoundRight: 'no' }, 'yes'],
    ['no sperm on either side is none', { spermFoundLeft: 'no', spermFoundRight: 'no' }, 'no'],
    ['one side without is not both', { spermFoundLeft: 'no' }, 'unknown'],
    ['what is stated stands', { spermFound: 'yes', spermFoundLeft: 'no' }, 'yes'],
  ])('%s', (_rule, sides, spermFound) => {
    expect(
      procedureContentSchema.parse({ kind: 'micro-tese', side: 'both', ...sides }),
    ).toMatchObject({ spermFound });
  });

  test('none on either side leaves nothing to freeze', () => {
    const parsed = procedureContentSchema.safeParse({
      kind: 'micro-tese',
      side: 'both',
      spermFoundLeft: 'no',
      spermFoundRight: 'no',
      cryopreserved: 'yes',
    });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['cryopreserved']);
  });
});

const pattern = (
  histology: Parameters<typeof overallHistology>[0]['histology'],
  histologyLeft: Parameters<typeof overallHistology>[0]['histologyLeft'],
  histologyRight: Parameters<typeof overallHistology>[0]['histologyRight'],
) => overallHistology({ histology, histologyLeft, histologyRight });

test.each([
  ['the overall pattern comes first', pattern('mixed', 'normal', 'normal'), 'mixed'],
  ['two sides that agree are one pattern', pattern('unknown', 'normal', 'normal'), 'normal'],
  ['two that differ are none', pattern('unknown', 'normal', 'hypospermatogenesis'), null],
  ['one side speaks for itself', pattern('not-done', 'not-done', 'normal'), 'normal'],
  ['nothing known is nothing', pattern('not-done', null, 'unknown'), null],
])('%s', (_rule, found, expected) => {
  expect(found).toBe(expected);
});
