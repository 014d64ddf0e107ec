// Whether one criterion of one grade holds, three-valued: an amount that the report leaves open, a
// limit that it does not give or a missing baseline makes it unknown, and says which.
import { assertNever } from '@/lib/core/assert-never';
import { both, type Certainty, certaintyOf, negate } from '@/lib/core/certainty';
import { compareWithBound } from '@/lib/units/compare-with-bounds';
import type { CensoredValue, Comparator } from '@/lib/units/quantity';
import { add, multiply, numberFromRational, rationalFromNumber } from '@/lib/units/rational';
import { type UnitCode, unitLabels } from '@/lib/units/unit-codes';
import type { CriterionCondition, CtcaeCriterion } from './term';

/** One result as its laboratory reported it: the range is the report's own, in `unit`. */
export interface GradableResult extends CensoredValue {
  readonly unit: UnitCode;
  readonly referenceLow: number | null;
  readonly referenceHigh: number | null;
  /** Null: not recorded. */
  readonly fasting: boolean | null;
}

export const symptomsOfResults = ['none', 'mild', 'moderate-or-severe'] as const;
export type SymptomsOfResult = (typeof symptomsOfResults)[number];

/** What a criterion is judged on; the two facts that only a person knows are assumed by the caller. */
export interface CriterionFacts {
  readonly result: GradableResult;
  readonly baseline: GradableResult | null;
  readonly symptoms: SymptomsOfResult;
  readonly fasting: boolean;
}

/** `reasons` say what is missing where it is unknown. */
export interface Claim {
  readonly certainty: Certainty;
  readonly reasons: readonly string[];
}

function claimAll(claims: readonly Claim[]): Claim {
  const all = both(claims.map(({ certainty }) => certainty));
  return all === 'unknown' ? unknown(claims.flatMap(({ reasons }) => reasons)) : settled[all];
}

/**
 * Cut-offs in another unit are never used; only a count per 10³/µL reads the column of 10⁹/L, because
 * the two are one number under two names.
 */
export function isInUnit(criterion: CtcaeCriterion, unit: UnitCode): boolean {
  if ('times' in criterion || criterion.unit === null) {
    return true;
  }
  return (
    criterion.specimen === undefined && criterion.unit === (unit === '10*3/uL' ? '10*9/L' : unit)
  );
}

/**
 * Beyond the far end of the criterion: what it starts with holds and what it ends with does not, as for
 * 129.5 mmol/L of sodium after "below the lower limit to 130".
 */
export function isPast(
  criterion: CtcaeCriterion,
  facts: CriterionFacts,
  direction: 'rising' | 'falling',
): boolean {
  const [start, end] =
    direction === 'rising'
      ? ([
          ['>', '>='],
          ['<', '<='],
        ] as const)
      : ([
          ['<', '<='],
          ['>', '>='],
        ] as const);
  const begins = claimAll([
    conditionHolds(criterion.when, facts),
    ...start.map((relation) => boundHolds(criterion, relation, facts)),
    ...riseClaims(criterion, facts),
  ]);
  const ends = claimAll(end.map((relation) => boundHolds(criterion, relation, facts)));
  return begins.certainty === 'yes' && ends.certainty === 'no';
}

export function criterionHolds(criterion: CtcaeCriterion, facts: CriterionFacts): Claim {
  const condition = conditionHolds(criterion.when, facts);
  return condition.certainty === 'no'
    ? condition
    : claimAll([condition, numberHolds(criterion, facts)]);
}

// Multiples only grow out of the range upward, so asking there first settles most of them at once.
const relations = ['>', '>=', '<', '<='] as const satisfies readonly Comparator[];

/** Everything but what only a person can establish. */
export function numberHolds(criterion: CtcaeCriterion, facts: CriterionFacts): Claim {
  const claims = [...riseClaims(criterion, facts)];
  for (const relation of relations) {
    const bound = boundHolds(criterion, relation, facts);
    // What fails one bound needs no other: most results are far from most grades.
    if (bound.certainty === 'no') {
      return bound;
    }
    claims.push(bound);
  }
  return claimAll(claims);
}

/** The bounds are of the rise from the baseline, not of the value. */
export function isRise(criterion: CtcaeCriterion): boolean {
  return 'measure' in criterion && criterion.measure === 'increase';
}

/**
 * C§4.2 (c): of "Hemoglobin increased" R1 prints only a rise, R2 only an excess over the ULN. Both are
 * asked for, so that no rise within the range of the laboratory is an event.
 */
function riseClaims(criterion: CtcaeCriterion, { result }: CriterionFacts): readonly Claim[] {
  return isRise(criterion) ? [isAboveUpperLimit(result)] : [];
}

const boundKeys = { '>': 'gt', '>=': 'ge', '<': 'lt', '<=': 'le' } as const;

/** A criterion without that bound holds: it is open on that side. */
function boundHolds(
  criterion: CtcaeCriterion,
  relation: Comparator,
  { result, baseline }: CriterionFacts,
): Claim {
  const bound = criterion[boundKeys[relation]];
  if (bound === undefined) {
    return claim('yes');
  }
  const limit = limitOf(criterion, bound, result, baseline);
  return typeof limit === 'string' ? claim('unknown', [limit]) : compare(result, relation, limit);
}

export function isAboveUpperLimit(result: GradableResult): Claim {
  return result.referenceHigh === null
    ? claim('unknown', ['no upper limit'])
    : compare(result, '>', result.referenceHigh);
}

/** The bound in the unit of the result, or why there is none. */
function limitOf(
  criterion: CtcaeCriterion,
  bound: number | 'ULN' | 'LLN',
  result: GradableResult,
  baseline: GradableResult | null,
): number | string {
  if (bound === 'ULN') {
    return result.referenceHigh ?? 'no upper limit';
  }
  if (bound === 'LLN') {
    return result.referenceLow ?? 'no lower limit';
  }
  if ('times' in criterion) {
    const base =
      criterion.times === 'ULN' ? upperLimitOf(result) : baselineAmount(result, baseline);
    return typeof base === 'string'
      ? base
      : numberFromRational(multiply(rationalFromNumber(bound), rationalFromNumber(base)));
  }
  if (criterion.measure === 'increase') {
    if (criterion.unit !== result.unit) {
      return `no cut-offs in ${unitLabels[result.unit]}`;
    }
    const base = baselineAmount(result, baseline);
    return typeof base === 'string'
      ? base
      : numberFromRational(add(rationalFromNumber(bound), rationalFromNumber(base)));
  }
  return bound;
}

function upperLimitOf({ referenceHigh }: GradableResult): number | string {
  return referenceHigh === null || referenceHigh === 0 ? 'no upper limit' : referenceHigh;
}

function baselineAmount(result: GradableResult, baseline: GradableResult | null): number | string {
  if (baseline === null) {
    return 'no baseline';
  }
  if (baseline.unit !== result.unit) {
    return `the baseline is in ${unitLabels[baseline.unit]}, this result in ${unitLabels[result.unit]}`;
  }
  if (baseline.comparator !== null || baseline.value === 0) {
    return `the baseline ${baseline.comparator ?? ''}${baseline.value} is no amount to compare with`;
  }
  return baseline.value;
}

function conditionHolds(when: CriterionCondition | undefined, facts: CriterionFacts): Claim {
  switch (when) {
    case undefined:
      return claim('yes');
    // Only a raised baseline counts as abnormal: so reads R2, and so is the wording of version 6.0.
    case 'baseline-normal':
    case 'baseline-normal-or-low': {
      const { certainty, reasons } = isBaselineRaised(facts);
      return claim(negate(certainty), reasons);
    }
    case 'baseline-abnormal':
    case 'baseline-above-ULN':
      return isBaselineRaised(facts);
    case 'baseline-above-ULN-up-to-5xULN':
      return claimAll([isBaselineRaised(facts), isBaselineUpTo5(facts)]);
    case 'baseline-below-LLN':
      return isBaselineLow(facts);
    case 'fasting':
      return claim(certaintyOf(facts.fasting));
    case 'asymptomatic':
      return claim(certaintyOf(facts.symptoms === 'none'));
    case 'asymptomatic-or-mild-symptoms':
      return claim(certaintyOf(facts.symptoms !== 'moderate-or-severe'));
    case 'moderate-or-severe-symptoms':
      return claim(certaintyOf(facts.symptoms === 'moderate-or-severe'));
    case 'symptomatic':
      return claim(certaintyOf(facts.symptoms !== 'none'));
    default:
      return assertNever(when);
  }
}

function isBaselineRaised({ baseline }: CriterionFacts): Claim {
  return baseline === null
    ? claim('unknown', ['no baseline'])
    : compareBaseline(baseline, '>', baseline.referenceHigh, 'upper');
}

function isBaselineUpTo5({ baseline }: CriterionFacts): Claim {
  const high = baseline?.referenceHigh ?? null;
  return baseline === null || high === null
    ? claim('unknown')
    : compareBaseline(
        baseline,
        '<=',
        numberFromRational(multiply(rationalFromNumber(5), rationalFromNumber(high))),
        'upper',
      );
}

function isBaselineLow({ baseline }: CriterionFacts): Claim {
  return baseline === null
    ? claim('unknown', ['no baseline'])
    : compareBaseline(baseline, '<', baseline.referenceLow, 'lower');
}

function compareBaseline(
  baseline: GradableResult,
  relation: Comparator,
  limit: number | null,
  side: 'upper' | 'lower',
): Claim {
  if (limit === null) {
    return claim('unknown', [`the baseline has no ${side} limit`]);
  }
  return claim(compareWithBound(baseline, relation, limit), [
    `the baseline ${baseline.comparator}${baseline.value} leaves its status open`,
  ]);
}

function compare(result: GradableResult, relation: Comparator, limit: number): Claim {
  return claim(compareWithBound(result, relation, limit), [
    `${result.comparator}${result.value} leaves it open`,
  ]);
}

function claim(certainty: Certainty, reasons: readonly string[] = []): Claim {
  return certainty === 'unknown' ? unknown(reasons) : settled[certainty];
}

function unknown(reasons: readonly string[]): Claim {
  return { certainty: 'unknown', reasons: [...new Set(reasons)] };
}

const settled = {
  yes: { certainty: 'yes', reasons: [] },
  no: { certainty: 'no', reasons: [] },
} as const satisfies Record<string, Claim>;
