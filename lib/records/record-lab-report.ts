import { z } from 'zod';
import { type LabReportInput, labReportInputSchema, standardizeLabReport } from './lab-report';
import { openedPlanFields } from './opened-plan';
import type { NewRecord } from './record-entry';

/** One report that arrives without a contact; it belongs to the enrollment and to no visit. */
export const recordLabReportInputSchema = z.object({
  enrollmentId: z.uuid(),
  ...openedPlanFields,
  report: labReportInputSchema,
  /** A report of the same day is there already, and this one is another. */
  repeatedReportsConfirmed: z.boolean().default(false),
});
export type RecordLabReportInput = z.input<typeof recordLabReportInputSchema>;

/** A checked report as it is stored, whichever form it came from. */
export function labReportRecord(report: LabReportInput): NewRecord {
  return {
    kind: 'lab-report',
    on: report.collectedOn,
    time: report.collectedAt || null,
    source: null,
    content: { laboratory: report.laboratory },
    results: standardizeLabReport(report),
  };
}
