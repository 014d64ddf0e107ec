// A laboratory report as typed in or imported: one laboratory, one collection, several results.
// The schemas check and never change what was typed, so that a form can send their output through
// them again; `standardizeLabReport` turns a checked report into what is stored.
import { z } from 'zod';
import { invariant } from '@/lib/core/invariant';
import { civilDateSchema } from '@/lib/dates/civil-date';
import { analytes } from '@/lib/units/analytes';
import { type BloodAnalyteKey, bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import { checkLimits } from '@/lib/units/limits';
import {
  type LabResult,
  type LabResultEntry,
  standardizeLabResult,
} from './standardize-lab-result';

/** `HH:MM` */
export const timeOfDay = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const optionalNumberText = z.string().optional();

/** A row with a blank value means "not measured", so that a panel's form can leave rows empty. */
export const labResultInputSchema = z
  .object({
    analyte: z.enum(bloodAnalyteKeys, 'Choose a test.'),
    value: z.string('Enter a value.'),
    unit: z.string('Choose a unit.'),
    referenceLow: optionalNumberText,
    referenceHigh: optionalNumberText,
    laboratoryFactor: optionalNumberText,
    fasting: z.boolean().optional(),
  })
  .superRefine((entry, context) => {
    const result = isMeasured(entry) ? standardizeLabResult(entry) : null;
    for (const { field, code, message } of result?.ok === false ? result.error : []) {
      context.addIssue({ code: 'custom', path: [field], message, params: { code } });
    }
  });
export type LabResultInput = z.output<typeof labResultInputSchema>;

const reportFields = {
  laboratory: z
    .string('Enter the laboratory.')
    .trim()
    .min(1, 'Enter the laboratory.')
    .max(200, 'Use at most 200 characters.')
    .regex(/^\P{Cc}*$/u, 'Remove line breaks and control characters.'),
  results: z.array(labResultInputSchema),
  /** Analytes whose unusual value the person has confirmed. */
  confirmed: z.array(z.enum(bloodAnalyteKeys)).default([]),
};

type ReportFields = z.output<z.ZodObject<typeof reportFields>>;

function checkResults(report: ReportFields, context: z.RefinementCtx<ReportFields>): void {
  const { results, confirmed } = report;
  const refuse = (path: readonly (string | number)[], message: string, code: string) =>
    context.addIssue({ code: 'custom', path: [...path], message, params: { code } });
  if (!results.some(isMeasured)) {
    refuse(['results'], 'Enter at least one result.', 'empty');
  }
  for (const { index, analyte } of findRepeatedAnalytes(results)) {
    const message = `${analytes[analyte].label} is entered twice.`;
    refuse(['results', index, 'analyte'], message, 'repeated');
  }
  for (const { index, analyte, message } of findUnusualResults(results)) {
    if (!confirmed.includes(analyte)) {
      refuse(
        ['results', index, 'value'],
        `${message} Confirm it if it is right.`,
        'needs-confirmation',
      );
    }
  }
}

/** A report whose collection date stands with its record. */
export const labReportEntrySchema = z.object(reportFields).superRefine(checkResults);
export type LabReportEntry = z.output<typeof labReportEntrySchema>;

export const labReportInputSchema = z
  .object({
    collectedOn: civilDateSchema,
    /** `HH:MM`; blank when the report does not say. */
    collectedAt: z
      .string()
      .refine((text) => text === '' || timeOfDay.test(text), 'Enter the time as 08:30.')
      .optional(),
    ...reportFields,
  })
  .superRefine(checkResults);
export type LabReportInput = z.output<typeof labReportInputSchema>;

export type UnusualResult = {
  /** Position among the report's results. */
  readonly index: number;
  readonly analyte: BloodAnalyteKey;
  readonly message: string;
};

/** The results outside their soft limits; the form asks for a confirmation beside each. */
export function findUnusualResults(results: readonly LabResultEntry[]): readonly UnusualResult[] {
  return results.flatMap((entry, index) => {
    const result = isMeasured(entry) ? standardizeLabResult(entry) : null;
    if (!result?.ok) {
      return [];
    }
    const { analyte, value, unit, laboratoryFactor } = result.value;
    const limits = checkLimits(analyte, value, unit, laboratoryFactor);
    return limits.status === 'soft' ? [{ index, analyte, message: limits.message }] : [];
  });
}

function findRepeatedAnalytes(
  results: readonly LabResultEntry[],
): readonly Omit<UnusualResult, 'message'>[] {
  const measured = results.map((entry) => (isMeasured(entry) ? entry.analyte : null));
  return measured.flatMap((analyte, index) =>
    analyte !== null && measured.indexOf(analyte) < index ? [{ index, analyte }] : [],
  );
}

/** The measured results of a report that has passed one of the schemas above, in the order typed. */
export function standardizeLabReport(
  report: Pick<LabReportEntry, 'results'>,
): readonly LabResult[] {
  return report.results.filter(isMeasured).map((entry) => {
    const result = standardizeLabResult(entry);
    invariant(result.ok, 'a checked laboratory result can be standardized');
    return result.value;
  });
}

export function isMeasured(entry: { readonly value: string }): boolean {
  return entry.value.trim() !== '';
}
