import { analytes } from '@/lib/units/analytes';
import { unitLabels } from '@/lib/units/unit-codes';
import { unitBehindJump, unitJumpRule } from '@/lib/units/unit-jump';
import { type EarlierResults, previousResult } from './earlier-results';
import { isMeasured, type UnusualResult } from './lab-report';
import type { NewRecord } from './record-entry';
import {
  type LabResult,
  type LabResultEntry,
  standardizeLabResult,
} from './standardize-lab-result';

/** The results that look like another unit beside the patient's previous value of the same test. */
export function findUnitJumps(
  results: readonly LabResultEntry[],
  earlier: EarlierResults,
  collectedOn: string,
): readonly UnusualResult[] {
  return results.flatMap((entry, index) => {
    const result = isMeasured(entry) ? standardizeLabResult(entry) : null;
    const message = result?.ok ? describeJump(result.value, earlier, collectedOn) : null;
    return message === null ? [] : [{ index, analyte: entry.analyte, message }];
  });
}

/** Keeps with each result which question was answered with "it is right". */
export function withUnitJumps(record: NewRecord, earlier: EarlierResults): NewRecord {
  return {
    ...record,
    results: record.results.map((result) => ({
      ...result,
      unitJumpId: describeJump(result, earlier, record.on) === null ? null : unitJumpRule.id,
    })),
  };
}

function describeJump(
  { analyte, valueText, comparator, standardValue, unit }: LabResult,
  earlier: EarlierResults,
  collectedOn: string,
): string | null {
  const previous = previousResult(earlier, analyte, collectedOn);
  if (comparator !== null || standardValue === null || previous?.standardValue == null) {
    return null;
  }
  const values = { value: standardValue, previous: previous.standardValue };
  const meant = unitBehindJump(analyte, unit, values);
  return meant === null
    ? null
    : `${analytes[analyte].label} ${valueText} ${unitLabels[unit]} after ${previous.valueText} ${unitLabels[previous.unit]} on ${previous.on}: did you mean ${unitLabels[meant]}?`;
}
