import type { CsvValue } from '@/lib/export/csv';
import type { DataColumn, Level } from '@/lib/export/data-column';
import type { Table } from './table';

const flagLevels: readonly Level[] = [
  { key: '0', label: 'No' },
  { key: '1', label: 'Yes' },
];

/** What the values of a column stand for; none where they stand for themselves. */
export function valueLabels({ type, levels = [] }: DataColumn): readonly Level[] {
  return type === 'flag' ? flagLevels : distinctLabels(levels);
}

/** A factor of R takes two levels of one label for one. */
function distinctLabels(levels: readonly Level[]): readonly Level[] {
  const isTwice = (label: string) => levels.filter((level) => level.label === label).length > 1;
  return levels.map(({ key, label }) => ({
    key,
    label: isTwice(label) ? `${label} (${key})` : label,
  }));
}

/** The codebook with its header: one row for each value that stands for something, in the order of the levels. */
export function codebookRows(tables: readonly Table[]): CsvValue[][] {
  return [
    ['table', 'column', 'position', 'value', 'label'],
    ...tables.flatMap(({ name, columns }) =>
      columns.flatMap((column) =>
        valueLabels(column).map(({ key, label }, index) => [
          name,
          column.name,
          index + 1,
          key,
          label,
        ]),
      ),
    ),
  ];
}
