import { invariant } from '@/lib/core/invariant';
import { csvLine } from '@/lib/export/csv';
import type { DataColumn } from '@/lib/export/data-column';

/** dictionary.csv: what each column of each dataset is. Levels and their labels are separated by bars. */
export function dictionaryCsv(datasets: Readonly<Record<string, readonly DataColumn[]>>): string {
  const header = csvLine([
    'dataset',
    'column',
    'label',
    'type',
    'unit',
    'levels',
    'level_labels',
    'section',
  ]);
  const lines = Object.entries(datasets).flatMap(([dataset, columns]) =>
    columns.map(({ name, label, type, unit, levels = [], section }) =>
      csvLine([
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
  );
  return [header, ...lines].join('');
}

function joined(texts: readonly string[]): string | null {
  invariant(!texts.some((text) => text.includes('|')), 'a level without a bar in it');
  return texts.length > 0 ? texts.join('|') : null;
}
