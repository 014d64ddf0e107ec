import { z } from 'zod';
import type { LabReportInput } from '@/lib/records/lab-report';
import {
  type RecordLabReportInput,
  recordLabReportInputSchema,
} from '@/lib/records/record-lab-report';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import { isTyped, type LabRowValues } from './entry-values';
import { blankLabRow, type LabFormView } from './lab-form-view';

/** One report as it stands in a form. */
export interface LabReportValues {
  readonly collectedOn: string;
  readonly collectedAt: string;
  /** Of the whole report. */
  readonly fasting: '' | 'yes' | 'no';
  readonly laboratory: string;
  readonly results: readonly LabRowValues[];
  /** Tests whose unusual value a person has confirmed. */
  readonly confirmed: readonly BloodAnalyteKey[];
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
export function toLabReportInput({
  fasting,
  confirmed,
  results,
  ...report
}: LabReportValues): LabReportInput {
  const stated = fasting === '' ? {} : { fasting: fasting === 'yes' };
  return {
    ...report,
    confirmed: [...confirmed],
    results: results.map((row) => ({ ...row, ...stated })),
  } as LabReportInput;
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
