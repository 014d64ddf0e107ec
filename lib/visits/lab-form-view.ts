import type { Course } from '@/lib/course/course';
import { type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import { recordsOf } from '@/lib/records/clinical-record';
import { newestFirst } from '@/lib/records/collection-order';
import { type EarlierResults, earlierResultsOf } from '@/lib/records/earlier-results';
import type { RecordKind } from '@/lib/records/record';
import { nameKey } from '@/lib/records/repeated-reports';
import { allowedUnits } from '@/lib/units/analytes';
import { type BloodAnalyteKey, bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import type { UnitCode } from '@/lib/units/unit-codes';
import { type LabRowValues, textOf } from './entry-values';

/** How a laboratory reported a test last time, to anybody of the site. */
export interface RememberedTest {
  readonly unit: UnitCode;
  /** The laboratory's own range, in that unit. */
  readonly referenceLow: number | null;
  readonly referenceHigh: number | null;
  readonly laboratoryFactor: number | null;
}

export interface KnownLaboratory {
  readonly name: string;
  readonly tests: Readonly<Partial<Record<BloodAnalyteKey, RememberedTest>>>;
}

/** What the form for a laboratory report starts from. */
export interface LabFormView {
  readonly today: CivilDate;
  /** Due today, in the order of the panel. */
  readonly dueAnalytes: readonly BloodAnalyteKey[];
  readonly earlierResults: EarlierResults;
  /** Of the site, the last used first. */
  readonly laboratories: readonly KnownLaboratory[];
  /** The one that this man's newest report came from. */
  readonly lastLaboratory: string;
}

interface Due {
  readonly recordKind: RecordKind | 'decision';
  readonly missing: readonly string[];
}

/** `except` is the report that is being corrected. */
export function labFormView(
  course: Pick<Course, 'records'>,
  due: readonly Due[],
  laboratories: readonly KnownLaboratory[],
  today: Day,
  except: string | null = null,
): LabFormView {
  const known = course.records.filter(({ voided, on }) => !voided && on <= today);
  const [newest] = newestFirst(recordsOf(known, 'lab-report'));
  return {
    today: toCivilDate(today),
    dueAnalytes: analytesOf(due),
    earlierResults: earlierResultsOf(known, except),
    laboratories,
    lastLaboratory: newest?.content.laboratory ?? '',
  };
}

function analytesOf(due: readonly Due[]): BloodAnalyteKey[] {
  const asked = new Set(
    due.filter(({ recordKind }) => recordKind === 'lab-report').flatMap(({ missing }) => missing),
  );
  return [...asked].filter((item): item is BloodAnalyteKey =>
    bloodAnalyteKeys.some((key) => key === item),
  );
}

/** What a row starts from before anything is known of this man or of the laboratory. */
type Memory = Pick<LabFormView, 'earlierResults' | 'laboratories'>;

/**
 * Unit, range and factor as this laboratory reported the test last. A laboratory that is new here has no
 * range to offer; the unit is then the one that this man's last result came in.
 */
export function blankLabRow(
  analyte: BloodAnalyteKey,
  laboratory: string,
  memory: Memory | null,
): LabRowValues {
  const known = memory?.laboratories.find(({ name }) => nameKey(name) === nameKey(laboratory));
  const remembered = known?.tests[analyte];
  const last = memory?.earlierResults[analyte]?.[0];
  return {
    analyte,
    value: '',
    unit: remembered?.unit ?? last?.unit ?? allowedUnits(analyte)[0] ?? '',
    referenceLow: textOf(remembered?.referenceLow),
    referenceHigh: textOf(remembered?.referenceHigh),
    laboratoryFactor: textOf(remembered?.laboratoryFactor),
  };
}

/**
 * The rows once the laboratory's name has changed: whatever nobody has typed follows it. A row with a
 * value stays, because its unit and range were read beside that value.
 */
export function rowsOfLaboratory(
  rows: readonly LabRowValues[],
  { from, to }: { readonly from: string; readonly to: string },
  memory: Memory,
): readonly LabRowValues[] {
  return rows.map((row) => {
    const before = blankLabRow(row.analyte, from, memory);
    const isUntouched = (Object.keys(before) as (keyof LabRowValues)[]).every(
      (field) => before[field] === row[field],
    );
    return isUntouched ? blankLabRow(row.analyte, to, memory) : row;
  });
}
