import type { LabTableRow } from '@/lib/records/lab-table';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import { isTyped, type LabRowValues } from './entry-values';

/** One row of the form and what the pasted table makes of it; `before` is null for a row that is new. */
export interface RowChange {
  readonly before: LabRowValues | null;
  readonly after: LabRowValues;
}

export interface LabFill {
  readonly changes: readonly RowChange[];
  /** Something else was typed there: a person chooses. */
  readonly conflicts: readonly { readonly before: LabRowValues; readonly after: LabRowValues }[];
  /** The table names no unit; the one that stood in the row is kept. */
  readonly withoutUnit: readonly BloodAnalyteKey[];
}

/** `blank` is the row as it stands before anybody has typed in it. */
export function fillLabRows(
  rows: readonly LabRowValues[],
  table: readonly LabTableRow[],
  blank: (analyte: BloodAnalyteKey) => LabRowValues,
): LabFill {
  const filled = table.map((read) => {
    const before = rows.find(({ analyte }) => analyte === read.analyte) ?? null;
    const untouched = blank(read.analyte);
    return { before, untouched, after: fillRow(before ?? untouched, read), read };
  });
  const changed = filled.filter(({ before, after }) => before === null || !isSame(before, after));
  return {
    changes: changed.flatMap(({ before, untouched, after }) =>
      before === null || isSame(before, untouched) ? [{ before, after }] : [],
    ),
    conflicts: changed.flatMap(({ before, untouched, after }) =>
      before === null || isSame(before, untouched) ? [] : [{ before, after }],
    ),
    withoutUnit: changed.flatMap(({ read }) => (read.unit === null ? [read.analyte] : [])),
  };
}

function fillRow(row: LabRowValues, read: LabTableRow): LabRowValues {
  const unit = read.unit ?? row.unit;
  const hasRange = isTyped(read.referenceLow) || isTyped(read.referenceHigh);
  const range = hasRange
    ? { referenceLow: read.referenceLow, referenceHigh: read.referenceHigh }
    : rangeInUnit(row, unit);
  return { ...row, value: read.value, unit, ...range };
}

/** A range belongs to the unit that it was stated in. */
function rangeInUnit(
  { unit: before, referenceLow, referenceHigh }: LabRowValues,
  unit: string,
): Pick<LabRowValues, 'referenceLow' | 'referenceHigh'> {
  return unit === before
    ? { referenceLow, referenceHigh }
    : { referenceLow: '', referenceHigh: '' };
}

/**
 * The range once another unit was chosen by hand: what the laboratory is remembered for goes with its
 * unit and comes back with it, and a range that was typed stays.
 */
export function rangeAfterUnit(
  row: LabRowValues,
  unit: string,
  remembered: LabRowValues,
): Pick<LabRowValues, 'referenceLow' | 'referenceHigh'> {
  const { referenceLow, referenceHigh } = remembered;
  const isRemembered =
    row.unit === remembered.unit &&
    row.referenceLow === referenceLow &&
    row.referenceHigh === referenceHigh;
  const isBlank = !isTyped(row.referenceLow) && !isTyped(row.referenceHigh);
  if (unit === remembered.unit && isBlank) {
    return { referenceLow, referenceHigh };
  }
  return isRemembered
    ? rangeInUnit(row, unit)
    : { referenceLow: row.referenceLow, referenceHigh: row.referenceHigh };
}

export interface UndoneFill {
  readonly restored: readonly { readonly index: number; readonly row: LabRowValues }[];
  /** Rows that the table had added. */
  readonly removed: readonly number[];
}

/** What was typed over a filled row stays. */
export function undoFill(rows: readonly LabRowValues[], changes: readonly RowChange[]): UndoneFill {
  const undone = changes.flatMap(({ before, after }) => {
    const index = rows.findIndex((row) => isSame(row, after));
    return index === -1 ? [] : [{ index, before }];
  });
  return {
    restored: undone.flatMap(({ index, before }) =>
      before === null ? [] : [{ index, row: before }],
    ),
    removed: undone.flatMap(({ index, before }) => (before === null ? [index] : [])),
  };
}

function isSame(one: LabRowValues, other: LabRowValues): boolean {
  return (Object.keys(other) as (keyof LabRowValues)[]).every(
    (field) => one[field] === other[field],
  );
}
