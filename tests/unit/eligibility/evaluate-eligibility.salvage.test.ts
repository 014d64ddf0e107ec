import { describe, expect, test } from 'vitest';
import { blockingForGood, blockingUntilSigned } from '@/lib/eligibility/evaluate-eligibility';
import { evaluate } from '@/tests/support/eligibility-case';
import { findingsOf, procedure } from '@/tests/support/eligibility-records';

const salvageAnswers = {
  'obstruction-excluded': 'yes',
  karyotype: 'klinefelter',
  'azf-deletion': 'none',
  'testosterone-or-anabolic-steroids': 'no',
} as const;
const failedTese = (on = '2025-07-10') => procedure(on, { kind: 'tese', spermFound: 'no' });
const salvageMan = (azf: string) => [
  ...findingsOf({ ...salvageAnswers, 'azf-deletion': azf }, '2025-12-01'),
  failedTese(),
];

describe('salvage micro-TESE (S2)', () => {
  test.each([
    ['none', 'eligible', [], []],
    ['azfc', 'eligible', [], []],
    ['azfa-complete', 'not-eligible', ['complete-azfa-or-azfb'], ['complete-azfa-or-azfb']],
    ['azfb-complete', 'not-eligible', ['complete-azfa-or-azfb'], ['complete-azfa-or-azfb']],
    ['azfa-partial', 'not-eligible', ['unclear-azf-deletion'], []],
    ['azfb-extent-unknown', 'not-eligible', ['unclear-azf-deletion'], []],
    ['region-not-reported', 'not-eligible', ['unclear-azf-deletion'], []],
    [
      'not-tested',
      'undetermined',
      ['complete-azfa-or-azfb', 'unclear-azf-deletion'],
      ['complete-azfa-or-azfb'],
    ],
    [
      'unknown',
      'undetermined',
      ['complete-azfa-or-azfb', 'unclear-azf-deletion'],
      ['complete-azfa-or-azfb'],
    ],
  ])('AZF deletion %s', (azf, outcome, blocking, evenForPhysician) => {
    const evaluated = evaluate('salvage-micro-tese', salvageMan(azf));
    expect(evaluated).toMatchObject({ outcome, blocking });
    expect(blockingForGood(evaluated.result).map(({ key }) => key)).toEqual(evenForPhysician);
  });

  test('six months after the last retrieval, that day included; earlier anyone needs a reason', () => {
    const early = evaluate('salvage-micro-tese', salvageMan('none'), { on: '2026-01-09' });
    expect(early).toMatchObject({
      outcome: 'not-eligible',
      from: '2026-01-10',
      blocking: ['interval-since-retrieval'],
    });
    expect(blockingForGood(early.result)).toEqual([]);
    expect(blockingUntilSigned(early.result)).toEqual([]);
    expect(evaluate('salvage-micro-tese', salvageMan('none'), { on: '2026-01-10' }).outcome).toBe(
      'eligible',
    );
  });

  test('the newest retrieval counts for the interval, a mapping does not', () => {
    const man = [
      ...salvageMan('none'),
      procedure('2025-12-01', { kind: 'fna-mapping', spermFound: 'no' }),
    ];
    expect(evaluate('salvage-micro-tese', man).outcome).toBe('eligible');
    const again = [...man, procedure('2025-12-01', { kind: 'micro-tese', spermFound: 'no' })];
    expect(evaluate('salvage-micro-tese', again).from).toBe('2026-06-01');
  });

  test('the clinic may follow S3 with three months', () => {
    const man = [...salvageMan('none').slice(0, -1), failedTese('2025-10-10')];
    const settings = { 'salvage-interval': 'P3M' };
    expect(evaluate('salvage-micro-tese', man, { settings }).outcome).toBe('eligible');
  });

  test.each([
    [[], 'no'],
    [[procedure('2025-01-01', { kind: 'tese' })], 'unknown'],
    [[procedure('2025-01-01', { kind: 'tese', spermFound: 'yes' })], 'no'],
    [[procedure('2025-01-01', { kind: 'oocyte-retrieval', eggNumber: 9 })], 'no'],
  ] as const)('a retrieval without sperm is what makes it salvage (%#)', (records, met) => {
    expect(evaluate('salvage-micro-tese', records).of('failed-retrieval')?.met).toBe(met);
  });
});

test('waiting and another obstacle together give no date', () => {
  const { outcome, from } = evaluate('salvage-micro-tese', salvageMan('azfa-partial'), {
    on: '2025-12-01',
  });
  expect({ outcome, from }).toEqual({ outcome: 'not-eligible', from: null });
});
