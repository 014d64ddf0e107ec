import type { DataColumn } from '@/lib/export/data-column';

/** The label of a column as a title: without what only who reads the data needs ("; 0 is censored", ", where …"). */
export function columnTitle({ label }: Pick<DataColumn, 'label'>): string {
  return (label.split(/;|, where /)[0] ?? label).replace(/ \(S\d Table \d\)$/, '');
}

/** "Age at consent, years"; a label that says its unit keeps it. */
export function columnWithUnit(column: DataColumn): string {
  const title = columnTitle(column);
  return column.unit === undefined || title.endsWith(`in ${column.unit}`)
    ? title
    : `${title}, ${column.unit}`;
}

/** Inside a sentence. */
export function lowered(text: string): string {
  return /^(A |[A-Z][a-z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
