import { z } from 'zod';
import type { LabReportInput } from '@/lib/records/lab-report';
import {
  type RecordLabReportInput,
  recordLabReportInputSchema,
} from '@/lib/records/record-lab-report';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import { isTyped, type LabRowValues } from './entry-values';
import { blankLabRow, type LabFormView } from './lab-form-view';

/** What a report says, as it stands in a form. */
export interface LabContentValues {
  readonly laboratory: string;
  /** Of the whole report. */
  readonly fasting: '' | 'yes' | 'no';
  readonly results: readonly LabRowValues[];
  /** Tests whose unusual value a person has confirmed. */
  readonly confirmed: readonly BloodAnalyteKey[];
}

export interface LabReportValues extends LabContentValues {
  readonly collectedOn: string;
  readonly collectedAt: string;
}

/** The due panel's tests, blank, at the laboratory of the last report. */
export function blankLabReport(view: LabFormView): LabReportValues {
  return {
    collectedOn: view.today,
    collectedAt: '',
    fasting: '',
    laboratory: view.lastLaboratory,
    results: view.dueAnalytes.map((analyte) => blankLabRow(analyte, view.lastLaboratory, view)),
    confirmed: [],
  };
}

export function isLabReportTyped({ results }: LabReportValues): boolean {
  return results.some(({ value }) => isTyped(value));
}

/** What is sent; the schemas refuse what is not one of their choices. */
export function toLabReportInput(report: LabReportValues): LabReportInput {
  return toLabContentInput(report) as unknown as LabReportInput;
}

/** Fasting is said of every result, and only where it is stated. */
export function toLabContentInput<Values extends LabContentValues>({
  fasting,
  results,
  ...rest
}: Values) {
  const stated = fasting === '' ? {} : { fasting: fasting === 'yes' };
  return { ...rest, results: results.map((row) => ({ ...row, ...stated })) };
}

/** The form for a report that arrives without a visit; its paths are those of the command's input. */
export interface RecordLabReportValues {
  readonly enrollmentId: string;
  readonly report: LabReportValues;
  readonly repeatedReportsConfirmed: boolean;
}

export function toRecordLabReportInput({
  report,
  ...rest
}: RecordLabReportValues): RecordLabReportInput {
  return { ...rest, report: toLabReportInput(report) };
}

export const recordLabReportFormSchema = z
  .custom<RecordLabReportValues>()
  .transform(toRecordLabReportInput)
  .pipe(recordLabReportInputSchema);

/** Raise the number when the form's values change their shape: drafts of the old one are not offered. */
export function labReportFormKey(enrollmentId: string): string {
  return `lab-report.1:${enrollmentId}`;
}
