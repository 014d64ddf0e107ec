import type { EligibilityCondition, EligibilityCriterion } from '../eligibility-schema';
import type { SettingDefinition } from '../schema';

export function isAnswered(
  finding: Extract<EligibilityCondition, { kind: 'finding-is' }>['finding'],
  ...answers: string[]
): EligibilityCondition {
  return { kind: 'finding-is', finding, answers };
}

export const semenLookBack = { setting: 'baseline-semen-look-back' };
export const labsLookBack = { setting: 'baseline-labs-look-back' };

/** What the criteria have in common unless they say otherwise: unknown blocks, a physician may override. */
export const byPhysician = { whenUnknown: 'blocks', override: 'physician' } as const;
/** Measured as baseline after enrollment, so unknown does not keep a man out yet. */
export const asBaseline = { whenUnknown: 'passes', override: 'physician' } as const;

/** A proposal of ours that a clinic may leave out (C§8 question 8). */
export function switchable(criterion: EligibilityCriterion): EligibilityCriterion {
  return { ...criterion, asked: { setting: switchOf(criterion) } };
}

/** One switch for each criterion that can be left out; asked unless the clinic says otherwise. */
export function switchesOf(criteria: readonly EligibilityCriterion[]): SettingDefinition[] {
  return criteria
    .filter(({ asked }) => asked !== undefined)
    .map((criterion) => ({
      key: switchOf(criterion),
      title: `Eligibility asks: ${criterion.title}`,
      type: 'boolean',
      default: true,
      source: `${criterion.source}; C§8 question 8`,
      proposal: true,
    }));
}

function switchOf({ key }: EligibilityCriterion): string {
  return `asks-${key}`;
}

/** By ultrasound: one mean, or both sides. */
export const volumeKnown: EligibilityCondition = {
  kind: 'any',
  of: [
    { kind: 'finding-known', finding: 'testicular-volume-mean' },
    {
      kind: 'all',
      of: [
        { kind: 'finding-known', finding: 'testicular-volume-right' },
        { kind: 'finding-known', finding: 'testicular-volume-left' },
      ],
    },
  ],
};

export const nonObstructive: EligibilityCriterion = {
  key: 'non-obstructive',
  title: 'Obstruction of the seminal tract is excluded',
  kind: 'inclusion',
  when: isAnswered('obstruction-excluded', 'yes'),
  ...byPhysician,
  source: 'S0, S1, S2: non-obstructive',
  proposal: false,
};

export const noAndrogens = switchable({
  key: 'androgens',
  title: 'Current or recent testosterone or anabolic steroids',
  kind: 'exclusion',
  when: {
    kind: 'any',
    of: [
      isAnswered('testosterone-or-anabolic-steroids', 'yes'),
      { kind: 'drug-taken', classes: ['testosterone-or-anabolic-steroid'] },
    ],
  },
  ...byPhysician,
  source: 'engine §4',
  proposal: true,
});
