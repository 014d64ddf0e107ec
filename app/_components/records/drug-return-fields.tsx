'use client';

import { NoteField, NumberField, type RecordFields } from './record-field';

export function DrugReturnFields({ fields }: { fields: RecordFields }) {
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-4 sm:max-w-md">
        <NumberField fields={fields} name="quantity" label="Returned" unit="capsules" />
        <NumberField fields={fields} name="strengthMg" label="Strength" unit="mg" />
      </div>
      <NoteField fields={fields} name="note" label="Note" optional />
    </div>
  );
}
