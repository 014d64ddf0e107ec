import type { EligibilityCondition, EligibilityCriterion } from '../eligibility-schema';

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

export const nonObstructive: EligibilityCriterion = {
  key: 'non-obstructive',
  title: 'Obstruction of the seminal tract is excluded',
  kind: 'inclusion',
  when: isAnswered('obstruction-excluded', 'yes'),
  ...byPhysician,
  source: 'S0, S1, S2: non-obstructive',
  proposal: false,
};

export const noAndrogens: EligibilityCriterion = {
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
};
