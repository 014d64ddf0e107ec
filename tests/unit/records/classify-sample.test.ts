import { describe, expect, test } from 'vitest';
import { classifySample, showsSperm } from '@/lib/records/classify-sample';
import { type SemenAnalysisInput, semenAnalysisContentSchema } from '@/lib/records/semen-analysis';
import { totalMotileCount } from '@/lib/records/total-motile-count';

const notExamined = { state: 'not-examined' } as const;
const none = { state: 'no-sperm-seen' } as const;
const motile = (count: number) => ({ state: 'sperm-seen', motile: count, immotile: 2 }) as const;
const immotile = motile(0);
const byConcentration = { state: 'sperm-seen' } as const;

const sample = (input: SemenAnalysisInput) => semenAnalysisContentSchema.parse(input);

describe('classifySample', () => {
  test.each<[string, SemenAnalysisInput, ReturnType<typeof classifySample>]>([
    [
      'nothing in neat and pellet is a negative',
      { neat: none, pellet: none },
      { result: 'no-sperm' },
    ],
    [
      'a pellet alone is enough for a negative',
      { neat: notExamined, pellet: none },
      { result: 'no-sperm' },
    ],
    [
      'a negative without a pellet is not evaluable',
      { neat: none, pellet: notExamined },
      { result: 'not-evaluable', reason: 'pellet-not-examined' },
    ],
    [
      'an unexamined sample is not evaluable',
      { neat: notExamined, pellet: notExamined },
      { result: 'not-evaluable', reason: 'nothing-examined' },
    ],
    [
      'motile sperm only in the pellet count',
      { neat: none, pellet: motile(3) },
      { result: 'motile' },
    ],
    ['motile sperm need no pellet', { neat: motile(1), pellet: notExamined }, { result: 'motile' }],
    [
      'motility stands for a count',
      {
        neat: byConcentration,
        pellet: notExamined,
        motility: { progressive: 1, nonProgressive: 0 },
      },
      { result: 'motile' },
    ],
    [
      'immotile sperm without a pellet may hide motile ones',
      { neat: immotile, pellet: notExamined },
      { result: 'not-evaluable', reason: 'pellet-not-examined' },
    ],
    ['only immotile sperm', { neat: none, pellet: immotile }, { result: 'immotile-only' }],
    [
      'immotile in neat and motile in the pellet',
      { neat: immotile, pellet: motile(2) },
      { result: 'motile' },
    ],
  ])('%s', (_rule, input, expected) => {
    expect(classifySample(sample(input))).toEqual(expected);
  });

  test('any sperm shows sperm, motile or not', () => {
    expect(showsSperm(sample({ neat: none, pellet: immotile }))).toBe(true);
    expect(showsSperm(sample({ neat: none, pellet: none }))).toBe(false);
  });
});

describe('totalMotileCount', () => {
  const measured = {
    neat: byConcentration,
    pellet: notExamined,
    volumeMl: 2.5,
    concentrationMillionPerMl: 0.04,
    motility: { total: 30 },
  } as const;

  test.each<[string, SemenAnalysisInput, ReturnType<typeof totalMotileCount>]>([
    [
      'volume × concentration × motility',
      measured,
      { known: true, sperm: 30_000, basis: 'volume-concentration-motility' },
    ],
    [
      'motile sperm never round to none',
      { ...measured, volumeMl: 0.1, concentrationMillionPerMl: 0.0001, motility: { total: 1 } },
      { known: true, sperm: 1, basis: 'volume-concentration-motility' },
    ],
    [
      'no volume, no count',
      { ...measured, volumeMl: null },
      { known: false, reason: 'volume-missing' },
    ],
    [
      'a count does not replace a motility when a concentration is given',
      { ...measured, neat: motile(5), motility: {} },
      { known: false, reason: 'motility-missing' },
    ],
    [
      'motility without concentration',
      { ...measured, concentrationMillionPerMl: null },
      { known: false, reason: 'concentration-missing' },
    ],
    [
      'three in the pellet are 3',
      { neat: none, pellet: motile(3) },
      { known: true, sperm: 3, basis: 'pellet-count' },
    ],
    [
      'sperm counted in neat',
      { neat: motile(4), pellet: notExamined },
      { known: true, sperm: 4, basis: 'neat-count' },
    ],
    [
      'of two counts the larger one',
      { neat: motile(4), pellet: motile(11) },
      { known: true, sperm: 11, basis: 'pellet-count' },
    ],
    [
      'a pellet without sperm is a true 0',
      { neat: none, pellet: none, volumeMl: 2 },
      { known: true, sperm: 0, basis: 'pellet-count' },
    ],
    [
      'without a pellet a negative is unknown',
      { neat: none, pellet: notExamined, volumeMl: 2 },
      { known: false, reason: 'pellet-not-examined' },
    ],
  ])('%s', (_rule, input, expected) => {
    expect(totalMotileCount(sample(input))).toEqual(expected);
  });
});
