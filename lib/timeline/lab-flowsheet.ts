import { type CivilDate, toCivilDate } from '@/lib/dates/civil-date';
import { type ClinicalRecord, recordsOf } from '@/lib/records/clinical-record';
import type { LabResult } from '@/lib/records/standardize-lab-result';
import type { AnalyteGroup } from '@/lib/units/analyte';
import { analyteGroups } from '@/lib/units/analyte';
import { analytes } from '@/lib/units/analytes';
import { bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import { unitLabels } from '@/lib/units/unit-codes';

/** Results of the blood, analytes down and reports across, the newest report first. */
export interface LabFlowsheet {
  readonly reports: readonly LabFlowsheetReport[];
  readonly groups: readonly { readonly name: string; readonly rows: readonly LabFlowsheetRow[] }[];
  /** Reports that are not shown because they are older. */
  readonly olderReports: number;
}

export interface LabFlowsheetReport {
  readonly recordId: string;
  readonly on: CivilDate;
  readonly laboratory: string;
}

export interface LabFlowsheetRow {
  readonly analyte: string;
  readonly label: string;
  /** Of the newest result; another one stands beside the value that has it. */
  readonly unit: string;
  /** One for each report; null where the report does not have the analyte. */
  readonly cells: readonly (LabFlowsheetCell | null)[];
}

export interface LabFlowsheetCell {
  /** As reported, "<0.3" included. */
  readonly text: string;
  readonly otherUnit: string | null;
  /** By the laboratory's own range; null also where it gave none. */
  readonly position: 'low' | 'high' | null;
  readonly range: string;
}

const shownReports = 24;

const groupNames: Readonly<Record<AnalyteGroup, string>> = {
  hormone: 'Hormones',
  'blood-count': 'Blood count',
  lipid: 'Lipids',
  liver: 'Liver',
  metabolic: 'Metabolic panel',
  'optional-safety': 'Other safety tests',
  'vital-sign': 'Vital signs',
  questionnaire: 'Questionnaires',
  semen: 'Semen',
};

export function labFlowsheet(records: readonly ClinicalRecord[]): LabFlowsheet {
  const all = recordsOf(records, 'lab-report')
    .filter(({ voided }) => !voided)
    .sort((one, other) => other.on - one.on || (one.id < other.id ? 1 : -1));
  const shown = all.slice(0, shownReports);
  const rows = bloodAnalyteKeys.flatMap((analyte) => {
    const results = shown.map((report) => report.results.find((one) => one.analyte === analyte));
    const newest = results.find((result) => result !== undefined);
    return newest === undefined ? [] : [{ analyte, newest, results }];
  });
  return {
    reports: shown.map(({ id, on, content }) => ({
      recordId: id,
      on: toCivilDate(on),
      laboratory: content.laboratory,
    })),
    groups: analyteGroups.flatMap((group) => {
      const own = rows.filter(({ analyte }) => analytes[analyte].group === group);
      return own.length === 0
        ? []
        : [{ name: groupNames[group], rows: own.map((row) => flowsheetRow(row)) }];
    }),
    olderReports: all.length - shown.length,
  };
}

interface AnalyteResults {
  readonly analyte: LabResult['analyte'];
  readonly newest: LabResult;
  readonly results: readonly (LabResult | undefined)[];
}

function flowsheetRow({ analyte, newest, results }: AnalyteResults): LabFlowsheetRow {
  return {
    analyte,
    label: analytes[analyte].label,
    unit: unitLabels[newest.unit],
    cells: results.map((result) => (result === undefined ? null : flowsheetCell(result, newest))),
  };
}

function flowsheetCell(result: LabResult, newest: LabResult): LabFlowsheetCell {
  return {
    text: result.valueText,
    otherUnit: result.unit === newest.unit ? null : unitLabels[result.unit],
    position: positionOf(result),
    range: describeRange(result),
  };
}

/** Range and value are in the same unit: both are kept as the laboratory reported them. */
function positionOf({ value, referenceLow, referenceHigh }: LabResult): 'low' | 'high' | null {
  if (referenceLow !== null && value < referenceLow) {
    return 'low';
  }
  return referenceHigh !== null && value > referenceHigh ? 'high' : null;
}

function describeRange({ referenceLow, referenceHigh }: LabResult): string {
  if (referenceLow === null) {
    return referenceHigh === null ? 'no reference range' : `reference up to ${referenceHigh}`;
  }
  return referenceHigh === null
    ? `reference from ${referenceLow}`
    : `reference ${referenceLow} to ${referenceHigh}`;
}
