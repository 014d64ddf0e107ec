import { DefinitionList } from '@/app/_components/ui/definition-list';
import { Quantity } from '@/app/_components/ui/quantity';
import type { RecordDetail } from '@/lib/records/record-details';

export function RecordDetails({ details }: { details: readonly RecordDetail[] }) {
  return (
    <DefinitionList
      items={details.map((detail) => ({ term: detail.term, value: <Value {...detail} /> }))}
    />
  );
}

function Value({ value, unit, note }: RecordDetail) {
  return (
    <>
      {unit === null ? (
        <span className="whitespace-pre-wrap">{value}</span>
      ) : (
        <Quantity value={value} unit={unit} />
      )}
      {note ? <span className="text-dense text-muted"> {note}</span> : null}
    </>
  );
}
