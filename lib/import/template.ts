import { csvLine } from '@/lib/export/csv';
import { type ImportKind, importKindDefinitions } from './import-kinds';

/** A file that can be filled in: the titles and one row as an example. Columns of single tests are left out. */
export function templateCsv(kind: ImportKind): string {
  const { fields, example } = importKindDefinitions[kind];
  const shown = fields.filter(({ analyte }) => analyte === undefined);
  const titles = csvLine(shown.map(({ label }) => label));
  return `\uFEFF${titles}${csvLine(shown.map(({ key }) => example[key] ?? ''))}`;
}
