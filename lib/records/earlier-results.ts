import { type CivilDate, toCivilDate } from '@/lib/dates/civil-date';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import type { UnitCode } from '@/lib/units/unit-codes';
import { type ClinicalRecord, recordsOf } from './clinical-record';
import { newestFirst } from './collection-order';

/** A result that stands beside a newer one of the same test. */
export interface EarlierResult {
  readonly on: CivilDate;
  readonly valueText: string;
  readonly unit: UnitCode;
  /** Null where the value could not be standardized, or is a bound and not a number ("<0.3"). */
  readonly standardValue: number | null;
}

/** By test, the newest first. */
export type EarlierResults = Readonly<Partial<Record<BloodAnalyteKey, readonly EarlierResult[]>>>;

/** `except` is the record that is being corrected: it is not earlier than itself. */
export function earlierResultsOf(
  records: readonly ClinicalRecord[],
  except: string | null = null,
): EarlierResults {
  const earlier: Partial<Record<BloodAnalyteKey, EarlierResult[]>> = {};
  const reports = recordsOf(records, 'lab-report');
  const valid = reports.filter(({ id, voided }) => !voided && id !== except);
  for (const { on, results } of newestFirst(valid)) {
    for (const { analyte, valueText, unit, comparator, standardValue } of results) {
      const ofTest = earlier[analyte] ?? [];
      ofTest.push({
        on: toCivilDate(on),
        valueText,
        unit,
        standardValue: comparator === null ? standardValue : null,
      });
      earlier[analyte] = ofTest;
    }
  }
  return earlier;
}

/** The newest on that day or before it; the newest of all while the day is not a date yet. */
export function previousResult(
  earlier: EarlierResults,
  analyte: BloodAnalyteKey,
  collectedOn: string,
): EarlierResult | null {
  const ofTest = earlier[analyte] ?? [];
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(collectedOn);
  return (isDate ? ofTest.find(({ on }) => on <= collectedOn) : ofTest[0]) ?? null;
}
