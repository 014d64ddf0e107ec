'use client';

import { certainties } from '@/lib/core/certainty';
import {
  adverseEventOutcomes,
  ctcaeTermNames,
  drugActions,
  otherTerm,
  relatednesses,
} from '@/lib/records/adverse-event';
import {
  DateInput,
  NoteField,
  NumberField,
  type RecordFields,
  SelectField,
  TextField,
  within,
} from './record-field';

const terms = [
  ...Object.entries(ctcaeTermNames).map(([value, label]) => ({ value, label })),
  { value: otherTerm, label: 'No term of CTCAE' },
];

function words(values: readonly string[]) {
  return values.map((value) => ({
    value,
    label: value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' '),
  }));
}

export function AdverseEventFields({ fields, today }: { fields: RecordFields; today: string }) {
  const first = within(fields, 'grades.0');
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField fields={fields} name="term" label="Term" options={terms} />
        <TextField fields={fields} name="description" label="Described as" optional />
        <NumberField fields={first} name="grade" label="Grade" />
        <DateInput fields={first} name="from" label="Grade from" today={today} />
        <DateInput fields={fields} name="endedOn" label="Ended on" today={today} optional />
        <SelectField fields={fields} name="serious" label="Serious" options={words(certainties)} />
        <SelectField
          fields={fields}
          name="relatedness"
          label="Related to the drug"
          options={words(relatednesses)}
        />
        <SelectField fields={fields} name="action" label="Action" options={words(drugActions)} />
        <SelectField
          fields={fields}
          name="outcome"
          label="Outcome"
          options={words(adverseEventOutcomes)}
        />
      </div>
      <NoteField fields={fields} name="note" label="Note" optional />
    </div>
  );
}
