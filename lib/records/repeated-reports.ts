// The same paper comes twice: by fax and by mail, or typed in by two people. A report is compared with
// what is recorded of the same day, and with the other reports of the same save.
import { type CivilDate, toCivilDate } from '@/lib/dates/civil-date';
import { analytes } from '@/lib/units/analytes';
import { unitLabels } from '@/lib/units/unit-codes';
import { type ClinicalRecord, recordsOf } from './clinical-record';
import { type LabReportInput, standardizeLabReport } from './lab-report';
import type { LabResult } from './standardize-lab-result';

export interface RepeatedReport {
  /** Position among the reports that are about to be saved. */
  readonly index: number;
  /** Names what is the same and says what to do. */
  readonly message: string;
}

interface Report {
  readonly laboratory: string;
  readonly on: CivilDate;
  readonly results: readonly LabResult[];
}

/** Reports that have passed their schema, each with at most one message. */
export function findRepeatedReports(
  entered: readonly LabReportInput[],
  records: readonly ClinicalRecord[],
): readonly RepeatedReport[] {
  const stored = recordsOf(records, 'lab-report')
    .filter(({ voided }) => !voided)
    .map(({ on, content, results }) => ({
      laboratory: content.laboratory,
      on: toCivilDate(on),
      results,
    }));
  const reports = entered.map(
    (report): Report => ({
      laboratory: report.laboratory,
      on: report.collectedOn,
      results: standardizeLabReport(report),
    }),
  );
  return reports.flatMap((report, index) => {
    const before = [
      ...stored.map((other) => compare(report, other, 'is recorded already')),
      ...reports.slice(0, index).map((other) => compare(report, other, 'stands above')),
    ].filter((found) => found !== null);
    // The same values say more than the same tests.
    const [found] = before.sort((one, other) => Number(other.isSame) - Number(one.isSame));
    return found === undefined ? [] : [{ index, message: found.message }];
  });
}

interface Comparison {
  readonly isSame: boolean;
  readonly message: string;
}

function compare(report: Report, other: Report, where: string): Comparison | null {
  if (report.on !== other.on) {
    return null;
  }
  const pairs = report.results.flatMap((result) => {
    const before = other.results.find(({ analyte }) => analyte === result.analyte);
    return before === undefined ? [] : [{ result, before }];
  });
  const differing = pairs.filter(({ result, before }) => !isSameValue(result, before));
  const isSameLaboratory = nameKey(report.laboratory) === nameKey(other.laboratory);
  const isWholeReport = pairs.length === report.results.length && differing.length === 0;
  if (pairs.length === 0 || !(isSameLaboratory || isWholeReport)) {
    return null;
  }
  const title = `A report of ${other.laboratory} of ${other.on} ${where}`;
  if (differing.length === 0) {
    const same = list(pairs.map(({ result }) => `${nameOf(result)} ${quantityOf(result)}`));
    const message = `${title} with the same ${same}. Confirm that this is another one.`;
    return { isSame: true, message };
  }
  const changed = list(
    differing.map(
      ({ result, before }) =>
        `${nameOf(result)} ${quantityOf(before)} there, ${quantityOf(result)} here`,
    ),
  );
  const message = `${title} with other values: ${changed}. Correct that one, or confirm that this is another one.`;
  return { isSame: false, message };
}

/** One laboratory, however its name is typed. */
export function nameKey(laboratory: string): string {
  return laboratory.trim().replace(/\s+/g, ' ').toLowerCase();
}

function isSameValue(one: LabResult, other: LabResult): boolean {
  return (
    one.value === other.value && one.comparator === other.comparator && one.unit === other.unit
  );
}

function nameOf({ analyte }: LabResult): string {
  return analytes[analyte].label;
}

function quantityOf({ valueText, unit }: LabResult): string {
  return `${valueText} ${unitLabels[unit]}`;
}

const shown = 4;

function list(parts: readonly string[]): string {
  const rest = parts.length - shown;
  const named = parts.slice(0, rest > 1 ? shown : parts.length).join(', ');
  return rest > 1 ? `${named} and ${rest} more` : named;
}
