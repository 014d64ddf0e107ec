import { type DatasetName, datasetNames } from './datasets';
import type { DictionaryRow } from './dictionary-csv';
import type { FrozenDefinition } from './snapshot';

/** What the columns of the given datasets are, as they were frozen. */
export function datasetDictionary(
  { columns }: Pick<FrozenDefinition, 'columns'>,
  datasets: readonly DatasetName[] = datasetNames,
): DictionaryRow[] {
  return datasets.flatMap((dataset) =>
    columns[dataset].map(({ name, label, type, unit, levels, section }) => ({
      dataset,
      column: name,
      label,
      type,
      unit: unit ?? null,
      levels: levels ?? [],
      section,
    })),
  );
}
