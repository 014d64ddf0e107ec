import { describeGrade } from '@/lib/course/describe-grade';
import type { GradedResult, GradedTerm } from '@/lib/course/graded-results';
import { type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import { studyDay } from '@/lib/dates/study-day';
import { type ClinicalRecord, type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { newestFirst } from '@/lib/records/collection-order';
import type { LabResult } from '@/lib/records/standardize-lab-result';
import { type AnalyteGroup, analyteGroups } from '@/lib/units/analyte';
import { analytes } from '@/lib/units/analytes';
import { type BloodAnalyteKey, bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import { positionInRange } from '@/lib/units/compare-with-bounds';
import { unitLabels } from '@/lib/units/unit-codes';

/** Results of the blood, analytes down and reports across, the newest report first. */
export interface LabFlowsheet {
  readonly columns: readonly LabFlowsheetColumn[];
  readonly groups: readonly { readonly name: string; readonly rows: readonly LabFlowsheetRow[] }[];
  /** Of the man, shown or not. */
  readonly reportCount: number;
  readonly page: number;
  readonly hasOlder: boolean;
  readonly firstDoseOn: CivilDate | null;
  /** Of the results that are shown, each reason once. */
  readonly notGradable: readonly NotGradableReason[];
}

export interface LabFlowsheetColumn {
  readonly recordId: string;
  readonly on: CivilDate;
  readonly studyDay: number | null;
  readonly laboratory: string;
  /** Holds the baseline of an analyte. */
  readonly isBaseline: boolean;
  /** The newest of the columns up to the first dose: a line stands before it. */
  readonly isFirstUpToFirstDose: boolean;
}

export interface LabFlowsheetRow {
  readonly analyte: string;
  readonly label: string;
  /** Another one stands beside the value that has it. */
  readonly unit: string;
  /** One for each column; null where the report does not have the analyte. */
  readonly cells: readonly (LabFlowsheetCell | null)[];
}

export interface LabFlowsheetCell {
  /** With the comparator of the report, "<0.3". */
  readonly text: string;
  readonly otherUnit: string | null;
  /** By the laboratory's own range; null also where it gave none or leaves it open. */
  readonly position: 'low' | 'high' | null;
  readonly isBaseline: boolean;
  /** The highest grade, which a person has yet to confirm; null where no term is met. */
  readonly grade: number | 'not-gradable' | null;
  /** Range, fasting and every grade with its criterion, in words. */
  readonly about: string;
}

export interface NotGradableReason {
  readonly term: string;
  readonly reason: string;
  readonly results: number;
}

export const flowsheetUnits = ['reported', 'standardized'] as const;
export type FlowsheetUnits = (typeof flowsheetUnits)[number];

export interface FlowsheetWindow {
  /** 1 is the newest; behind the last one the last is meant. */
  readonly page: number;
  readonly units: FlowsheetUnits;
}

/** As many as fit on a landscape page. */
const reportsPerPage = 12;

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

/** A window of reports; the reports that hold baselines stand at its end wherever the window is. */
export function labFlowsheet(
  records: readonly ClinicalRecord[],
  graded: readonly GradedResult[],
  firstDoseOn: Day | null,
  { page: asked, units }: FlowsheetWindow,
): LabFlowsheet {
  const all = newestFirst(recordsOf(records, 'lab-report').filter(({ voided }) => !voided));
  const page = Math.min(asked, Math.max(1, Math.ceil(all.length / reportsPerPage)));
  const end = page * reportsPerPage;
  const baselineReports = new Set(
    graded.filter(({ isBaseline }) => isBaseline).map(({ recordId }) => recordId),
  );
  const window = all.slice(end - reportsPerPage, end);
  const reports = [...window, ...all.slice(end).filter(({ id }) => baselineReports.has(id))];
  const results = resultsOf(reports, graded);
  const rows = bloodAnalyteKeys.flatMap((analyte) => {
    const own = reports.map(({ id }) => results.get(id)?.get(analyte) ?? null);
    return own.every((result) => result === null) ? [] : [flowsheetRow(analyte, own, units)];
  });
  const line = reports.findIndex(({ on }) => firstDoseOn !== null && on <= firstDoseOn);
  return {
    columns: reports.map((report, index) => ({
      ...columnOf(report, firstDoseOn),
      isBaseline: baselineReports.has(report.id),
      isFirstUpToFirstDose: index === line,
    })),
    groups: analyteGroups.flatMap((group) => {
      const own = rows.filter((row) => analytes[row.analyte].group === group);
      return own.length === 0 ? [] : [{ name: groupNames[group], rows: own }];
    }),
    reportCount: all.length,
    page,
    hasOlder: all.length > end,
    firstDoseOn: firstDoseOn === null ? null : toCivilDate(firstDoseOn),
    notGradable: reasonsOf([...results.values()].flatMap((own) => [...own.values()])),
  };
}

function resultsOf(
  reports: readonly RecordOf<'lab-report'>[],
  graded: readonly GradedResult[],
): ReadonlyMap<string, ReadonlyMap<BloodAnalyteKey, GradedResult>> {
  const results = new Map(reports.map(({ id }) => [id, new Map<BloodAnalyteKey, GradedResult>()]));
  for (const result of graded) {
    results.get(result.recordId)?.set(result.analyte, result);
  }
  return results;
}

function columnOf({ id, on, content }: RecordOf<'lab-report'>, firstDoseOn: Day | null) {
  return {
    recordId: id,
    on: toCivilDate(on),
    studyDay: firstDoseOn === null ? null : studyDay(firstDoseOn, on),
    laboratory: content.laboratory,
  };
}

interface Shown {
  readonly text: string;
  readonly unit: string;
}

function flowsheetRow(
  analyte: BloodAnalyteKey,
  results: readonly (GradedResult | null)[],
  units: FlowsheetUnits,
) {
  const shown = results.map((one) => one && shownValue(one.result, units));
  const unit = shown.find((value) => value !== null)?.unit ?? '';
  return {
    analyte,
    label: analytes[analyte].label,
    unit,
    cells: results.map((one, index) => {
      const value = shown[index];
      return one && value ? flowsheetCell(one, value, unit) : null;
    }),
  };
}

/** What cannot be standardized stands as reported, with its unit. */
function shownValue(result: LabResult, units: FlowsheetUnits): Shown {
  const { analyte, comparator, standardValue, standardUnit, unit, valueText } = result;
  if (units === 'reported' || standardValue === null || standardUnit === null) {
    return { text: valueText, unit: unitLabels[unit] };
  }
  const label = unitLabels[standardUnit];
  return standardUnit === unit
    ? { text: valueText, unit: label }
    : {
        text: `${comparator ?? ''}${standardValue.toFixed(analytes[analyte].standard.decimals)}`,
        unit: label,
      };
}

function flowsheetCell(
  { result, grades, isBaseline }: GradedResult,
  { text, unit }: Shown,
  rowUnit: string,
): LabFlowsheetCell {
  return {
    text,
    otherUnit: unit === rowUnit ? null : unit,
    position: positionOf(result),
    isBaseline,
    grade: gradeOf(grades),
    about: aboutResult(result, grades, unit),
  };
}

/** Range and value are in the same unit: both are kept as the laboratory reported them. */
function positionOf(result: LabResult): 'low' | 'high' | null {
  const { referenceLow, referenceHigh } = result;
  const position = positionInRange(result, { low: referenceLow, high: referenceHigh });
  if (position === 'below' || position === 'above') {
    return position === 'below' ? 'low' : 'high';
  }
  return null;
}

function gradeOf([highest]: readonly GradedTerm[]): LabFlowsheetCell['grade'] {
  if (highest === undefined) {
    return null;
  }
  return highest.status === 'graded' ? highest.grade : 'not-gradable';
}

function aboutResult(result: LabResult, grades: readonly GradedTerm[], shownUnit: string): string {
  const unit = unitLabels[result.unit];
  const fasting = result.fasting === null ? null : result.fasting ? 'Fasting.' : 'Not fasting.';
  return [
    unit === shownUnit ? null : `Reported as ${result.valueText} ${unit}.`,
    `${describeRange(result)}.`,
    fasting,
    ...grades.map(describeGrade),
  ]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

function describeRange({ referenceLow, referenceHigh }: LabResult): string {
  if (referenceLow === null) {
    return referenceHigh === null ? 'No reference range' : `Reference up to ${referenceHigh}`;
  }
  return referenceHigh === null
    ? `Reference from ${referenceLow}`
    : `Reference ${referenceLow} to ${referenceHigh}`;
}

function reasonsOf(results: readonly GradedResult[]): readonly NotGradableReason[] {
  const reasons = new Map<string, NotGradableReason>();
  for (const { grades } of results) {
    for (const term of grades) {
      if (term.status === 'not-gradable') {
        const key = `${term.term} ${term.reason}`;
        const count = (reasons.get(key)?.results ?? 0) + 1;
        reasons.set(key, { term: term.name, reason: term.reason, results: count });
      }
    }
  }
  return [...reasons.values()];
}
