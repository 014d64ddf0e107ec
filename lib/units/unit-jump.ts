// A number typed in the wrong unit can pass every limit: estradiol 80 pg/mL instead of 80 pmol/L is a
// 3.67-fold error (C§5.1). It shows only beside the patient's own previous value.
import { type AnalyteKey, analytes } from './analytes';
import { numberFromRational, rationalFromText } from './rational';
import type { UnitCode } from './unit-codes';

/** The source asks for the comparison and states no threshold. */
export const unitJumpRule = {
  id: 'DELTA-UNIT-1',
  version: 1,
  /** The quotient of two values may be off the conversion factor by this much, either way. */
  tolerance: 1.25,
  status: 'proposal',
  source: 'C§5.1, delta check; the tolerance is a proposal',
} as const;

/** Both in the standard unit, and neither a bound. */
export interface ComparedValues {
  readonly value: number;
  readonly previous: number;
}

/**
 * The unit that would explain how far the value lies from the previous one; null when no unit would.
 * Units that count alike (mIU/mL and IU/L) and a laboratory's own factor explain nothing.
 */
export function unitBehindJump(
  analyte: AnalyteKey,
  unit: UnitCode,
  { value, previous }: ComparedValues,
): UnitCode | null {
  const { standard, alternative } = analytes[analyte];
  if (alternative?.conversion.kind !== 'ratio' || value <= 0 || previous <= 0) {
    return null;
  }
  const perStandard = numberFromRational(rationalFromText(alternative.conversion.perStandardUnit));
  const other = unit === standard.unit ? alternative.unit : standard.unit;
  // What was typed in standard units and meant in the other one is too large by this factor.
  const factor = unit === standard.unit ? perStandard : 1 / perStandard;
  const isOneFactor = isNear(factor, 1);
  return !isOneFactor && isNear(value / previous, factor) ? other : null;
}

function isNear(quotient: number, expected: number): boolean {
  const off = quotient / expected;
  return off >= 1 / unitJumpRule.tolerance && off <= unitJumpRule.tolerance;
}
