// Compares a possibly censored value ("<0.3") with bounds. The value stands for every amount that
// the report allows; only what holds for all of them is said, the rest is unknown (engine.md §4:
// "<5" against 0.7–11.1 is unclear, "<0.3" is below).
// Plain numbers are compared: entered decimals of at most 15 digits and exactly rounded conversions
// are equal as doubles when they are equal on paper.
import { assertNever } from '@/lib/core/assert-never';
import { both, type Certainty, certaintyOf, negate } from '@/lib/core/certainty';
import type { Range } from './analyte';
import type { CensoredValue, Comparator } from './quantity';

export const rangePositions = ['below', 'within', 'above', 'unknown'] as const;
export type RangePosition = (typeof rangePositions)[number];

/** Both ends belong to the range unless it says otherwise; an open side (`null`) excludes nothing. */
export function positionInRange(
  value: CensoredValue,
  range: Range,
  { includesBounds }: { readonly includesBounds: boolean } = { includesBounds: true },
): RangePosition {
  const [under, over] = includesBounds ? (['<', '>'] as const) : (['<=', '>='] as const);
  const below = range.low === null ? 'no' : compareWithBound(value, under, range.low);
  const above = range.high === null ? 'no' : compareWithBound(value, over, range.high);
  if (below === 'yes') {
    return 'below';
  }
  if (above === 'yes') {
    return 'above';
  }
  return both([negate(below), negate(above)]) === 'yes' ? 'within' : 'unknown';
}

/** Whether the measured amount stands in the given relation to `bound` (same unit, not negative). */
export function compareWithBound(
  value: CensoredValue,
  relation: Comparator,
  bound: number,
): Certainty {
  switch (relation) {
    case '<':
      return isLess(value, bound);
    case '<=':
      return isAtMost(value, bound);
    case '>':
      return negate(isAtMost(value, bound));
    case '>=':
      return negate(isLess(value, bound));
    default:
      return assertNever(relation);
  }
}

function isLess({ comparator, value }: CensoredValue, bound: number): Certainty {
  switch (comparator) {
    case null:
      return certaintyOf(value < bound);
    case '<':
      return value <= bound ? 'yes' : noneBelowZero(bound <= 0);
    case '<=':
      return value < bound ? 'yes' : noneBelowZero(bound <= 0);
    case '>':
    case '>=':
      return value >= bound ? 'no' : 'unknown';
    default:
      return assertNever(comparator);
  }
}

function isAtMost({ comparator, value }: CensoredValue, bound: number): Certainty {
  switch (comparator) {
    case null:
      return certaintyOf(value <= bound);
    case '<':
    case '<=':
      return value <= bound ? 'yes' : noneBelowZero(bound < 0);
    case '>':
      return value >= bound ? 'no' : 'unknown';
    case '>=':
      return value > bound ? 'no' : 'unknown';
    default:
      return assertNever(comparator);
  }
}

/** Amounts are never negative, so nothing can lie under a bound at or below zero. */
function noneBelowZero(isBelowZero: boolean): Certainty {
  return isBelowZero ? 'no' : 'unknown';
}
