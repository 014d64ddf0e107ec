// Turns one typed laboratory result into the form that is stored: as entered, with the standardized
// value and the conversion's id beside it (engine.md §6). A value that cannot be standardized for lack
// of the laboratory's factor is stored as entered with no standard value; every rule then reads it as
// unknown.
import { err, ok, type Result } from '@/lib/core/result';
import { analytes } from '@/lib/units/analytes';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import { type ConversionRefusal, convertToStandard, parseUnit } from '@/lib/units/convert';
import { checkLimits } from '@/lib/units/limits';
import {
  type Comparator,
  parseReportedValue,
  type ReportedValue,
  type ValueRefusalCode,
} from '@/lib/units/quantity';
import type { UnitCode } from '@/lib/units/unit-codes';

/** Numbers are text as typed; a blank or absent optional field means that the report does not say. */
export type LabResultEntry = {
  readonly analyte: BloodAnalyteKey;
  readonly value: string;
  readonly unit: string;
  /** The laboratory's own range, in the unit of the value. */
  readonly referenceLow?: string | undefined;
  readonly referenceHigh?: string | undefined;
  /** Alternative units in one standard unit, as this laboratory states them (prolactin only). */
  readonly laboratoryFactor?: string | undefined;
  readonly fasting?: boolean | undefined;
};

export type LabResult = {
  readonly analyte: BloodAnalyteKey;
  readonly valueText: string;
  readonly value: number;
  readonly comparator: Comparator | null;
  readonly unit: UnitCode;
  /** `null` together with unit and conversion id: could not be standardized. */
  readonly standardValue: number | null;
  readonly standardUnit: UnitCode | null;
  readonly conversionId: string | null;
  readonly laboratoryFactor: number | null;
  /** In `unit`, not standardized. */
  readonly referenceLow: number | null;
  readonly referenceHigh: number | null;
  readonly fasting: boolean | null;
  /** The soft limit that the value lies outside of; storing it needs a person's confirmation. */
  readonly softLimitId: string | null;
  /** The comparison with the previous value that asked about the unit, and was answered. */
  readonly unitJumpId: string | null;
};

export type LabResultRefusal = {
  readonly field: 'value' | 'unit' | 'referenceLow' | 'referenceHigh' | 'laboratoryFactor';
  readonly code:
    | ValueRefusalCode
    | ConversionRefusal['code']
    | 'impossible'
    | 'comparator-not-allowed'
    | 'reference-reversed'
    | 'factor-not-positive'
    | 'factor-not-applicable';
  readonly message: string;
};

/** All refusals of a result at once, each naming its field. */
export function standardizeLabResult(
  entry: LabResultEntry,
): Result<LabResult, readonly LabResultRefusal[]> {
  const reported = inField('value', parseReportedValue(entry.value));
  const unit = inField('unit', parseUnit(entry.analyte, entry.unit));
  const range = readReferenceRange(entry);
  const factor = readLaboratoryFactor(entry);
  if (!reported.ok || !unit.ok || !range.ok || !factor.ok) {
    return err([reported, unit, range, factor].flatMap((part) => (part.ok ? [] : part.error)));
  }
  const { analyte, fasting = null } = entry;
  const limits = checkLimits(analyte, reported.value.value, unit.value, factor.value);
  if (limits.status === 'hard') {
    return err([{ field: 'value', code: 'impossible', message: limits.message }]);
  }
  return ok({
    analyte,
    valueText: reported.value.text,
    value: reported.value.value,
    comparator: reported.value.comparator,
    unit: unit.value,
    ...standardize(analyte, reported.value, unit.value, factor.value),
    laboratoryFactor: factor.value,
    ...range.value,
    fasting,
    softLimitId: limits.status === 'soft' ? limits.limitId : null,
    unitJumpId: null,
  });
}

type FieldResult<T> = Result<T, readonly LabResultRefusal[]>;

function inField<T>(
  field: LabResultRefusal['field'],
  result: Result<T, Omit<LabResultRefusal, 'field'>>,
): FieldResult<T> {
  return result.ok ? result : err([{ field, ...result.error }]);
}

function standardize(
  analyte: BloodAnalyteKey,
  { value }: ReportedValue,
  unit: UnitCode,
  laboratoryFactor: number | null,
): Pick<LabResult, 'standardValue' | 'standardUnit' | 'conversionId'> {
  const standard = convertToStandard(analyte, value, unit, laboratoryFactor);
  return standard.ok
    ? {
        standardValue: standard.value.value,
        standardUnit: standard.value.unit,
        conversionId: standard.value.conversionId,
      }
    : { standardValue: null, standardUnit: null, conversionId: null };
}

function readReferenceRange(
  entry: LabResultEntry,
): FieldResult<Pick<LabResult, 'referenceLow' | 'referenceHigh'>> {
  const low = readPlainNumber('referenceLow', entry.referenceLow);
  const high = readPlainNumber('referenceHigh', entry.referenceHigh);
  if (!low.ok || !high.ok) {
    return err([low, high].flatMap((bound) => (bound.ok ? [] : bound.error)));
  }
  if (low.value !== null && high.value !== null && low.value > high.value) {
    const message = 'The upper end of the range is below its lower end.';
    return err([{ field: 'referenceHigh', code: 'reference-reversed', message }]);
  }
  return ok({ referenceLow: low.value, referenceHigh: high.value });
}

function readLaboratoryFactor(entry: LabResultEntry): FieldResult<number | null> {
  const field = 'laboratoryFactor';
  const factor = readPlainNumber(field, entry.laboratoryFactor);
  if (!factor.ok || factor.value === null) {
    return factor;
  }
  const { alternative, label } = analytes[entry.analyte];
  if (alternative?.conversion.kind !== 'laboratory-factor') {
    const message = `${label} has a fixed conversion; leave this empty.`;
    return err([{ field, code: 'factor-not-applicable', message }]);
  }
  if (factor.value === 0) {
    return err([{ field, code: 'factor-not-positive', message: 'Enter a factor above zero.' }]);
  }
  return factor;
}

function readPlainNumber(
  field: LabResultRefusal['field'],
  text: string | undefined,
): FieldResult<number | null> {
  if (text === undefined || text.trim() === '') {
    return ok(null);
  }
  const number = inField(field, parseReportedValue(text));
  if (number.ok && number.value.comparator !== null) {
    const message = 'Enter a plain number, without <, <=, > or >=.';
    return err([{ field, code: 'comparator-not-allowed', message }]);
  }
  return number.ok ? ok(number.value.value) : number;
}
