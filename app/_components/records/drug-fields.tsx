'use client';

import { drugClasses, drugClassLabels } from '@/lib/records/concomitant-drug';
import { optionsOf } from './options-of';
import { CheckField, DateInput, type RecordFields, SelectField, TextField } from './record-field';

/** A drug that is not the protocol's own. */
export function DrugFields({ fields, today }: { fields: RecordFields; today: string }) {
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField fields={fields} name="name" label="Drug" />
        <SelectField
          fields={fields}
          name="drugClass"
          label="Kind"
          placeholder="Choose…"
          options={optionsOf(drugClasses, drugClassLabels)}
        />
      </div>
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <DateInput fields={fields} name="startedOn" label="Since" today={today} optional />
        <DateInput fields={fields} name="stoppedOn" label="Stopped on" today={today} optional />
        <CheckField fields={fields} name="ongoing" label="Still taken" />
      </div>
    </div>
  );
}
