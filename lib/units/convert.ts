// Converts a reported value between the units allowed for its analyte (C§5.1). A laboratory's own
// factor is never guessed: without it the answer is a refusal, not an approximation.
import { err, ok, type Result } from '@/lib/core/result';
import type { Conversion } from './analyte';
import { type AnalyteKey, allowedUnits, analytes } from './analytes';
import {
  divide,
  multiply,
  numberFromRational,
  type Rational,
  rationalFromNumber,
  rationalFromText,
} from './rational';
import { type UnitCode, unitLabels } from './unit-codes';

export const conversionRefusalCodes = ['unit-not-allowed', 'laboratory-factor-needed'] as const;

export type ConversionRefusal = {
  readonly code: (typeof conversionRefusalCodes)[number];
  readonly message: string;
};

export type ConvertedValue = {
  readonly value: number;
  readonly unit: UnitCode;
  /** The unit that was converted, now known to be one of the analyte's own. */
  readonly from: UnitCode;
  /** Kept beside the stored value, so that a later correction of a factor can be traced. */
  readonly conversionId: Conversion['id'];
};

/**
 * `value` is not negative. `laboratoryFactor` is the performing laboratory's own statement of how
 * many alternative units make one standard unit (prolactin: mIU/L in 1 ng/mL).
 *
 * @example convertToStandard('hemoglobin', 149, 'g/L') // 14.9 g/dL, CONV-HEMOGLOBIN-1
 */
export function convertToStandard(
  analyte: AnalyteKey,
  value: number,
  unit: string,
  laboratoryFactor: number | null = null,
): Result<ConvertedValue, ConversionRefusal> {
  return convertValue(analyte, value, unit, analytes[analyte].standard.unit, laboratoryFactor);
}

/** Refuses every unit that is not listed for the analyte, even where UCUM would accept it. */
export function parseUnit(analyte: AnalyteKey, unit: string): Result<UnitCode, ConversionRefusal> {
  const units = allowedUnits(analyte);
  const allowed = units.find((code) => code === unit);
  if (allowed === undefined) {
    const choices = units.map((code) => unitLabels[code]).join(' or ');
    const message = `${analytes[analyte].label} is reported in ${choices}.`;
    return err({ code: 'unit-not-allowed', message });
  }
  return ok(allowed);
}

export function convertValue(
  analyte: AnalyteKey,
  value: number,
  from: string,
  to: string,
  laboratoryFactor: number | null = null,
): Result<ConvertedValue, ConversionRefusal> {
  const source = parseUnit(analyte, from);
  const target = parseUnit(analyte, to);
  if (!source.ok) {
    return source;
  }
  if (!target.ok) {
    return target;
  }
  const { alternative } = analytes[analyte];
  if (source.value === target.value || alternative === null) {
    return ok({ value, unit: target.value, from: source.value, conversionId: 'CONV-IDENTITY-1' });
  }
  const factor = conversionFactor(alternative.conversion, laboratoryFactor);
  if (factor === null) {
    return err(laboratoryFactorNeeded(analyte, alternative.unit));
  }
  const exact = rationalFromNumber(value);
  const converted =
    target.value === alternative.unit ? multiply(exact, factor) : divide(exact, factor);
  return ok({
    value: numberFromRational(converted),
    unit: target.value,
    from: source.value,
    conversionId: alternative.conversion.id,
  });
}

function conversionFactor(
  conversion: Conversion,
  laboratoryFactor: number | null,
): Rational | null {
  if (conversion.kind === 'ratio') {
    return rationalFromText(conversion.perStandardUnit);
  }
  return laboratoryFactor === null ? null : rationalFromNumber(laboratoryFactor);
}

function laboratoryFactorNeeded(analyte: AnalyteKey, unit: UnitCode): ConversionRefusal {
  return {
    code: 'laboratory-factor-needed',
    message: `${analytes[analyte].label} in ${unitLabels[unit]} can only be converted with the laboratory's own factor.`,
  };
}
