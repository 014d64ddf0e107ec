import 'server-only';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import type { LabReportInput } from '@/lib/records/lab-report';
import { findRepeatedReports } from '@/lib/records/repeated-reports';
import { AppError } from '../app-error';

interface EnteredReport {
  /** Where the report stands in the form: `labReports.0`. */
  readonly field: string;
  readonly report: LabReportInput;
}

/**
 * A report of the same day with a test in common is most likely the same paper again.
 *
 * @throws DUPLICATE beside the date of each such report, naming what is the same.
 */
export function refuseRepeatedReports(
  entered: readonly EnteredReport[],
  records: readonly ClinicalRecord[],
): void {
  const repeated = findRepeatedReports(
    entered.map(({ report }) => report),
    records,
  );
  if (repeated.length > 0) {
    throw new AppError('DUPLICATE', {
      message: 'A laboratory report seems to be recorded already.',
      fields: Object.fromEntries(
        repeated.map(({ index, message }) => [
          `${entered[index]?.field ?? ''}.collectedOn`,
          message,
        ]),
      ),
    });
  }
}
