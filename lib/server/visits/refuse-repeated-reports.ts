import 'server-only';
import type { CivilDate } from '@/lib/dates/civil-date';
import { toCivilDate } from '@/lib/dates/civil-date';
import { type ClinicalRecord, recordsOf } from '@/lib/records/clinical-record';
import type { RecordVisit } from '@/lib/records/visit';
import { analytes } from '@/lib/units/analytes';
import { AppError } from '../app-error';

/**
 * A report of the same day and laboratory with a test in common is most likely the same paper again.
 *
 * @throws DUPLICATE beside each such report, unless the person has confirmed that it is another one.
 */
export function refuseRepeatedReports(
  { labReports, repeatedReportsConfirmed }: RecordVisit,
  records: readonly ClinicalRecord[],
): void {
  if (repeatedReportsConfirmed) {
    return;
  }
  const stored = recordsOf(records, 'lab-report').filter(({ voided }) => !voided);
  const fields = Object.fromEntries(
    labReports.flatMap(({ collectedOn, laboratory, results }, index) => {
      const measured = results.filter(({ value }) => value.trim() !== '');
      const earlier = stored.find((report) => isFrom(report, collectedOn, laboratory));
      const common = measured.find(({ analyte }) =>
        earlier?.results.some((result) => result.analyte === analyte),
      );
      return common === undefined
        ? []
        : [
            [
              `labReports.${index}.collectedOn`,
              `A report of ${laboratory} of this day with ${analytes[common.analyte].label} is recorded already. Confirm that this is another one.`,
            ],
          ];
    }),
  );
  if (Object.keys(fields).length > 0) {
    throw new AppError('DUPLICATE', {
      message: 'A laboratory report seems to be recorded already.',
      fields,
    });
  }
}

type LabReport = ReturnType<typeof recordsOf<'lab-report'>>[number];

function isFrom({ on, content }: LabReport, day: CivilDate, laboratory: string): boolean {
  return toCivilDate(on) === day && content.laboratory.toLowerCase() === laboratory.toLowerCase();
}
