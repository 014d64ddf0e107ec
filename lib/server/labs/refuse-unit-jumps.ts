import 'server-only';
import type { EarlierResults } from '@/lib/records/earlier-results';
import type { LabReportEntry } from '@/lib/records/lab-report';
import { findUnitJumps } from '@/lib/records/unit-jumps';
import { refuseFields } from '../refuse-fields';

interface JudgedReport {
  /** Where its results stand in the form: `labReports.0`, `entry.content`. */
  readonly field: string;
  readonly collectedOn: string;
  readonly report: LabReportEntry;
}

/**
 * A value that looks like another unit beside the previous one is asked about, and stored once a person
 * has said that it is right.
 *
 * @throws INVALID_INPUT beside each value that nobody has confirmed.
 */
export function refuseUnitJumps(reports: readonly JudgedReport[], earlier: EarlierResults): void {
  refuseFields(
    reports.flatMap(({ field, collectedOn, report }) =>
      findUnitJumps(report.results, earlier, collectedOn)
        .filter(({ analyte }) => !report.confirmed.includes(analyte))
        .map(({ index, message }) => [
          `${field}.results.${index}.value`,
          `${message} Confirm it if it is right.`,
        ]),
    ),
  );
}
