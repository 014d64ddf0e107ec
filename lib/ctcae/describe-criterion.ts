import { type UnitCode, unitLabels } from '@/lib/units/unit-codes';
import type { CriterionCondition, CtcaeCriterion } from './term';

export const conditionWords: Readonly<Record<CriterionCondition, string>> = {
  'baseline-normal': 'baseline normal',
  'baseline-abnormal': 'baseline abnormal',
  'baseline-normal-or-low': 'baseline normal or low',
  'baseline-above-ULN': 'baseline above the upper limit',
  'baseline-above-ULN-up-to-5xULN': 'baseline above the upper limit, up to 5 × it',
  'baseline-below-LLN': 'baseline below the lower limit',
  fasting: 'fasting',
  asymptomatic: 'without symptoms',
  'asymptomatic-or-mild-symptoms': 'without or with mild symptoms',
  'moderate-or-severe-symptoms': 'with moderate or severe symptoms',
  symptomatic: 'with symptoms',
};

/** As the version prints it: "> 500 to 1000 mg/dL", "> 3 to 5 × upper limit, baseline normal". */
export function describeCriterion(criterion: CtcaeCriterion, reported: UnitCode): string {
  const bounds = describeBounds(criterion);
  const when = criterion.when === undefined ? '' : `, ${conditionWords[criterion.when]}`;
  if ('times' in criterion) {
    return `${bounds} × ${criterion.times === 'ULN' ? 'upper limit' : 'baseline'}${when}`;
  }
  const { unit, measure } = criterion;
  const label = unit === '/mm3' ? 'per mm³' : unitLabels[unit ?? reported];
  return measure === 'increase'
    ? `rise of ${bounds} ${label} from the baseline, to above the upper limit`
    : `${bounds} ${label}${when}`;
}

function describeBounds({ gt, ge, lt, le }: CtcaeCriterion): string {
  if (lt !== undefined) {
    return `< ${word(lt)}${ge === undefined ? '' : ` to ${word(ge)}`}`;
  }
  const from = gt === undefined ? word(ge) : `> ${word(gt)}`;
  return `${from}${le === undefined ? '' : ` to ${word(le)}`}`;
}

function word(bound: number | 'ULN' | 'LLN' | undefined): string {
  if (bound === 'ULN' || bound === 'LLN') {
    return bound === 'ULN' ? 'upper limit' : 'lower limit';
  }
  return String(bound);
}
