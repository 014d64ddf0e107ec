import { describe, expect, test } from 'vitest';
import {
  type SemenAnalysisInput,
  semenAnalysisContentSchema,
  totalMotility,
} from '@/lib/records/semen-analysis';

const nothingSeen: SemenAnalysisInput = {
  neat: { state: 'no-sperm-seen' },
  pellet: { state: 'no-sperm-seen', gForce: 3000, minutes: 15 },
};

function complaints(input: unknown): readonly string[] {
  const parsed = semenAnalysisContentSchema.safeParse(input);
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

describe('what a semen analysis may say', () => {
  test('an untyped field is not stated, which is not zero', () => {
    const parsed = semenAnalysisContentSchema.parse(nothingSeen);
    expect(parsed).toEqual({
      neat: { state: 'no-sperm-seen' },
      pellet: {
        state: 'no-sperm-seen',
        gForce: 3000,
        minutes: 15,
        fields: null,
        volumeExaminedMl: null,
      },
      volumeMl: null,
      concentrationMillionPerMl: null,
      motility: { total: null, progressive: null, nonProgressive: null, immotile: null },
      normalMorphologyPercent: null,
      abstinenceDays: null,
      whoEdition: 6,
      roundCellsMillionPerMl: null,
      leukocytesMillionPerMl: null,
      vitalityPercent: null,
      ph: null,
      liquefactionMinutes: null,
      eggNumber: null,
      vialsFrozen: null,
      collectionSite: null,
      note: '',
    });
    expect(semenAnalysisContentSchema.parse(parsed)).toEqual(parsed);
  });

  test('text from a form and stored numbers mean the same', () => {
    const typed = semenAnalysisContentSchema.parse({
      neat: { state: 'sperm-seen', motile: '', immotile: '', normal: '' },
      pellet: { state: 'not-examined', gForce: '' },
      volumeMl: ' 2.5 ',
      concentrationMillionPerMl: '0.4',
      motility: { total: '', progressive: '20', nonProgressive: '10.5', immotile: '69.5' },
      whoEdition: '5',
      eggNumber: '8',
    });
    expect(typed).toMatchObject({
      neat: { state: 'sperm-seen', motile: null, immotile: null, normal: null },
      volumeMl: 2.5,
      concentrationMillionPerMl: 0.4,
      whoEdition: 5,
      eggNumber: 8,
    });
    expect(totalMotility(typed.motility)).toBe(30.5);
  });

  test.each<[string, unknown, string]>([
    [
      'no sperm seen with a count',
      { ...nothingSeen, neat: { state: 'no-sperm-seen', motile: 3 } },
      'neat.motile: No sperm seen cannot have a count of 3',
    ],
    [
      'no sperm seen in the pellet with a count',
      { ...nothingSeen, pellet: { state: 'no-sperm-seen', immotile: '2' } },
      'pellet.immotile: No sperm seen cannot have a count of 2',
    ],
    [
      'a pellet not examined with a count',
      { ...nothingSeen, pellet: { state: 'not-examined', motile: 1 } },
      'pellet.motile: A sample not examined cannot have a count of 1',
    ],
    [
      'a pellet not examined with a g-force',
      { ...nothingSeen, pellet: { state: 'not-examined', gForce: 3000 } },
      'pellet.gForce: A pellet not examined has no g-force',
    ],
    [
      'sperm seen, all of them zero',
      { ...nothingSeen, pellet: { state: 'sperm-seen', motile: 0, immotile: 0 } },
      'pellet.motile: Sperm seen needs at least one sperm; otherwise choose "no sperm seen"',
    ],
    [
      'more normal than motile sperm',
      { ...nothingSeen, pellet: { state: 'sperm-seen', motile: 3, immotile: 0, normal: 4 } },
      'pellet.normal: Normal motile sperm are a part of the motile sperm: 4 of 3 is impossible',
    ],
    [
      'a pellet with sperm but without a number',
      { ...nothingSeen, pellet: { state: 'sperm-seen' } },
      'pellet.motile: Enter the number of motile sperm counted in the pellet, 0 if there was none',
    ],
    [
      'a concentration without sperm',
      { ...nothingSeen, concentrationMillionPerMl: 0.4 },
      'concentrationMillionPerMl: No sperm seen in the neat sample cannot have a concentration of 0.4',
    ],
    [
      'a concentration of 0 although sperm were seen',
      {
        ...nothingSeen,
        neat: { state: 'sperm-seen', motile: 3 },
        concentrationMillionPerMl: '0.0',
      },
      'concentrationMillionPerMl: Sperm were seen, so the concentration is not 0: leave it empty and keep the count',
    ],
    [
      'a motility without sperm',
      { ...nothingSeen, motility: { total: 40 } },
      'motility.total: No sperm seen in the neat sample cannot have a motility of 40%',
    ],
    [
      'motile sperm with a motility of 0%',
      { ...nothingSeen, neat: { state: 'sperm-seen', motile: 3 }, motility: { total: 0 } },
      'motility.total: 3 motile sperm cannot have a motility of 0%',
    ],
    [
      'a neat sample with sperm of which nobody says whether they move',
      { ...nothingSeen, neat: { state: 'sperm-seen' }, concentrationMillionPerMl: 1 },
      'neat.motile: Enter the number of motile sperm, or the total motility',
    ],
    [
      'motility that adds up to 97%',
      {
        ...nothingSeen,
        neat: { state: 'sperm-seen' },
        motility: { progressive: 30, nonProgressive: 10, immotile: 57 },
      },
      'motility.immotile: Progressive, non-progressive and immotile add up to 97%, not 100%',
    ],
    [
      'a total that is not the sum of its parts',
      {
        ...nothingSeen,
        neat: { state: 'sperm-seen' },
        motility: { total: 50, progressive: 30, nonProgressive: 10 },
      },
      'motility.total: Progressive and non-progressive add up to 40%, not to the total of 50%',
    ],
    [
      'sperm in an empty sample',
      { ...nothingSeen, pellet: { state: 'sperm-seen', motile: 1 }, volumeMl: 0 },
      'volumeMl: Sperm were seen, so the volume cannot be 0',
    ],
    [
      'a comma',
      { ...nothingSeen, volumeMl: '2,5' },
      'volumeMl: Use a point for decimals and no thousands separator, not "2,5"',
    ],
    ['a comparator', { ...nothingSeen, volumeMl: '<0.1' }, 'volumeMl: Enter a number, not "<0.1"'],
    ['words', { ...nothingSeen, volumeMl: '🙂' }, 'volumeMl: Enter a number, not "🙂"'],
    [
      'half a sperm',
      { ...nothingSeen, vialsFrozen: '1.5' },
      'vialsFrozen: Enter a whole number, not 1.5',
    ],
    [
      'a volume beyond reason',
      { ...nothingSeen, volumeMl: 25 },
      'volumeMl: Enter a number from 0 to 20',
    ],
    ['an unknown WHO edition', { ...nothingSeen, whoEdition: 4 }, 'whoEdition: Invalid input'],
  ])('%s is refused beside the field', (_name, input, complaint) => {
    expect(complaints(input)).toEqual([complaint]);
  });

  test.each([
    [98, []],
    [102, []],
    [
      97.9,
      ['motility.immotile: Progressive, non-progressive and immotile add up to 97.9%, not 100%'],
    ],
    [
      102.1,
      ['motility.immotile: Progressive, non-progressive and immotile add up to 102.1%, not 100%'],
    ],
  ])('progressive, non-progressive and immotile may add up to 100 ± 2: %d', (sum, expected) => {
    expect(
      complaints({
        ...nothingSeen,
        neat: { state: 'sperm-seen' },
        motility: { progressive: 30, nonProgressive: 10, immotile: sum - 40 },
      }),
    ).toEqual(expected);
  });
});
