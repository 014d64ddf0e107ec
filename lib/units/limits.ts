// Plausibility of an entered value (engine.md §6): outside the hard limits it is refused, outside the
// soft limits a person has to confirm it. A value that would be ordinary in the other unit of its
// analyte names that unit, because most impossible values are right numbers with a wrong unit
// (S0 Table 1 prints hemoglobin 14.9 g/L).
import type { Range } from './analyte';
import { type AnalyteKey, allowedUnits, analytes } from './analytes';
import { type ConversionRefusal, convertToStandard } from './convert';
import { type UnitCode, unitLabels } from './unit-codes';

export type LimitCheck =
  | { readonly status: 'ok' }
  | {
      readonly status: 'soft' | 'hard';
      readonly message: string;
      readonly limitId: string;
      /** The allowed unit in which the same number would be acceptable. */
      readonly suggestedUnit: UnitCode | null;
    }
  | { readonly status: 'not-checked'; readonly reason: ConversionRefusal };

/**
 * Bounds are included. A censored value is checked by its printed number. An analyte without limits
 * is `ok`; a value that cannot be converted to the unit of the limits is `not-checked`.
 */
export function checkLimits(
  analyte: AnalyteKey,
  value: number,
  unit: string,
  laboratoryFactor: number | null = null,
): LimitCheck {
  const standard = convertToStandard(analyte, value, unit, laboratoryFactor);
  if (!standard.ok) {
    return { status: 'not-checked', reason: standard.error };
  }
  const { limits } = analytes[analyte];
  const entered: Entered = { analyte, value, unit: standard.value.from, laboratoryFactor };
  if (limits === null) {
    return { status: 'ok' };
  }
  if (!contains(limits.hard, standard.value.value)) {
    return outside('hard', entered, limits.hard, limits.id);
  }
  if (limits.soft !== null && !contains(limits.soft, standard.value.value)) {
    return outside('soft', entered, limits.soft, limits.id);
  }
  return { status: 'ok' };
}

type Entered = {
  readonly analyte: AnalyteKey;
  readonly value: number;
  readonly unit: UnitCode;
  readonly laboratoryFactor: number | null;
};

function contains({ low, high }: Range, value: number): boolean {
  return (low === null || value >= low) && (high === null || value <= high);
}

function outside(
  status: 'soft' | 'hard',
  entered: Entered,
  range: Range,
  limitId: string,
): LimitCheck {
  const suggestedUnit = findFittingUnit(entered, range);
  const { label, standard } = analytes[entered.analyte];
  const subject = `${label} ${entered.value} ${unitLabels[entered.unit]}`;
  const verdict = status === 'hard' ? 'is impossible' : 'is unusual';
  const hint =
    suggestedUnit === null
      ? `expected ${describeRange(range)} ${unitLabels[standard.unit]}.`
      : `did you mean ${unitLabels[suggestedUnit]}?`;
  return { status, message: `${subject} ${verdict}; ${hint}`, limitId, suggestedUnit };
}

function findFittingUnit(entered: Entered, range: Range): UnitCode | null {
  const { analyte, value, unit, laboratoryFactor } = entered;
  const fitting = allowedUnits(analyte).find((candidate) => {
    const standard = convertToStandard(analyte, value, candidate, laboratoryFactor);
    return candidate !== unit && standard.ok && contains(range, standard.value.value);
  });
  return fitting ?? null;
}

function describeRange({ low, high }: Range): string {
  if (high === null) {
    return `at least ${low}`;
  }
  return low === null ? `at most ${high}` : `${low} to ${high}`;
}
