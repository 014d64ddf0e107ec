import { civilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import type { CsvValue } from '@/lib/export/csv';
import type { DataColumn } from '@/lib/export/data-column';
import type { LongDataset } from './datasets';
import type { FrozenRow } from './freeze-case';

/** A value that one man had in one snapshot and not in the other. */
export interface ChangedValue {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Of the columns that both snapshots have: a newer program may know more of them. */
export function changedValues(
  columns: { readonly before: readonly DataColumn[]; readonly after: readonly DataColumn[] },
  before: FrozenRow,
  after: FrozenRow,
): ChangedValue[] {
  return columns.after.flatMap((column): ChangedValue[] => {
    const old = columns.before.find(({ name }) => name === column.name);
    const [was, is] = [before[column.name] ?? null, after[column.name] ?? null];
    return old === undefined || was === is
      ? []
      : [{ label: column.label, before: valueText(old, was), after: valueText(column, is) }];
  });
}

/** A cell in words, with its unit: "Not recorded", "Yes", "31 Mar 2026", "12.5 mL". */
export function valueText({ type, unit, levels }: DataColumn, value: CsvValue): string {
  if (value === null) {
    return 'not recorded';
  }
  switch (type) {
    case 'flag':
      return value === true ? 'yes' : 'no';
    case 'choice':
      return levels?.find(({ key }) => key === value)?.label ?? String(value);
    case 'date':
      return proseDate(civilDate(String(value)));
    case 'number':
      return unit === undefined ? String(value) : `${value} ${unit}`;
    default:
      return String(value);
  }
}

/** "laboratory results and semen samples": what of a man's rows is not the same. */
export function changedTables(tables: readonly LongDataset[]): string {
  const names = tables.map((table) => rowNames[table]);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

const rowNames: Readonly<Record<LongDataset, string>> = {
  labs: 'laboratory results',
  semen: 'semen samples',
  adverse_events: 'adverse events',
  transfers: 'embryo transfers',
  adherence: 'adherence to the schedule',
  operations: 'testicular procedures',
};
