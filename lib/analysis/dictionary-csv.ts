import { invariant } from '@/lib/core/invariant';
import { type CsvValue, csvLine } from '@/lib/export/csv';
import type { DataColumn } from '@/lib/export/data-column';

type Datasets = Readonly<Record<string, readonly DataColumn[]>>;

/** dictionary.csv: what each column of each dataset is. Levels and their labels are separated by bars. */
export function dictionaryCsv(datasets: Datasets): string {
  return dictionaryRows(datasets).map(csvLine).join('');
}

/** The same as cells, with the header. */
export function dictionaryRows(datasets: Datasets): CsvValue[][] {
  return [
    ['dataset', 'column', 'label', 'type', 'unit', 'levels', 'level_labels', 'section'],
    ...Object.entries(datasets).flatMap(([dataset, columns]) =>
      columns.map(({ name, label, type, unit, levels = [], section }) => [
        dataset,
        name,
        label,
        type,
        unit ?? null,
        joined(levels.map((level) => level.key)),
        joined(levels.map((level) => level.label)),
        section,
      ]),
    ),
  ];
}

function joined(texts: readonly string[]): string | null {
  invariant(!texts.some((text) => text.includes('|')), 'a level without a bar in it');
  return texts.length > 0 ? texts.join('|') : null;
}
