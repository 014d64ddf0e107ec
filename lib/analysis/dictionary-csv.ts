import { invariant } from '@/lib/core/invariant';
import { csvLine } from '@/lib/export/csv';

export interface DictionaryRow {
  readonly dataset: string;
  readonly column: string;
  readonly type: 'number' | 'flag' | 'choice' | 'date' | 'text';
  readonly unit: string | null;
  /** Of a choice, in the order in which tables show them. */
  readonly levels: readonly { readonly key: string; readonly label: string }[];
  readonly label: string;
  readonly section: string;
}

/** dictionary.csv: what each column of each dataset is. Levels and their labels are separated by bars. */
export function dictionaryCsv(rows: readonly DictionaryRow[]): string {
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
  const lines = rows.map(({ dataset, column, label, type, unit, levels, section }) =>
    csvLine([
      dataset,
      column,
      label,
      type,
      unit,
      joined(levels.map(({ key }) => key)),
      joined(levels.map((level) => level.label)),
      section,
    ]),
  );
  return [header, ...lines].join('');
}

function joined(texts: readonly string[]): string | null {
  invariant(!texts.some((text) => text.includes('|')), 'a level without a bar in it');
  return texts.length > 0 ? texts.join('|') : null;
}
