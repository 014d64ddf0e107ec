import { DefinitionList } from '@/app/_components/ui/definition-list';
import type { ImportCounts } from '@/lib/import/import-counts';

type Props = {
  counts: ImportCounts;
  isRecorded: boolean;
};

/** Each row once. */
export function RowCounts({ counts, isRecorded }: Props) {
  const { rows, ready, errors, warnings, duplicates, men } = counts;
  return (
    <div className="max-w-xl">
      <DefinitionList
        items={[
          { term: 'Rows of the file', value: rowsText(rows) },
          {
            term: isRecorded ? 'Recorded' : 'Ready to be recorded',
            value: `${rowsText(ready)} of ${men} ${men === 1 ? 'man' : 'men'}`,
          },
          { term: 'Held back by an error', value: rowsText(errors) },
          { term: 'Held back as unusual', value: rowsText(warnings) },
          { term: 'There already, left as they are', value: rowsText(duplicates) },
        ]}
      />
    </div>
  );
}

export function rowsText(rows: number): string {
  return rows === 1 ? '1 row' : `${rows.toLocaleString('en-US')} rows`;
}
