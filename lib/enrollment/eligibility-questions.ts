import { isAsked } from '@/lib/eligibility/evaluate-eligibility';
import type {
  EligibilityCondition,
  EligibilityCriterion,
} from '@/lib/protocols/eligibility-schema';
import type { SettingValues } from '@/lib/protocols/schema';
import { type FindingKey, findingKeys } from '@/lib/records/findings';
import { type BloodAnalyteKey, bloodAnalyteKeys } from '@/lib/units/blood-analytes';

/** What the criteria of one arm rest on: what a form for enrollment asks about. */
export interface EligibilityQuestions {
  readonly findings: readonly FindingKey[];
  readonly analytes: readonly BloodAnalyteKey[];
}

/** Asked of every man: the strata of the response, and the number that sperm have to suffice for (S0). */
const alwaysAsked: readonly FindingKey[] = ['azoospermia-category', 'etiology', 'egg-number'];

/** In catalog order, so that the questions stand together by topic. */
export function eligibilityQuestions(
  criteria: readonly EligibilityCriterion[],
  settings: SettingValues,
  arm: string,
): EligibilityQuestions {
  const leaves = criteria
    .filter((criterion) => isAsked(criterion, settings, arm))
    .flatMap(({ when }) => leavesOf(when));
  const findings = new Set([
    ...alwaysAsked,
    ...leaves.flatMap((leaf) => ('finding' in leaf ? [leaf.finding] : [])),
  ]);
  const analytes = new Set(leaves.flatMap((leaf) => ('analyte' in leaf ? [leaf.analyte] : [])));
  return {
    findings: findingKeys.filter((key) => findings.has(key)),
    analytes: bloodAnalyteKeys.filter((key) => analytes.has(key)),
  };
}

type Leaf = Exclude<EligibilityCondition, { kind: 'all' | 'any' | 'not' }>;

function leavesOf(condition: EligibilityCondition): readonly Leaf[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(leavesOf);
    case 'not':
      return leavesOf(condition.of);
    default:
      return [condition];
  }
}
