'use client';

import { useFieldArray } from 'react-hook-form';
import { Button } from '@/app/_components/ui/button';
import { type Certainty, certainties } from '@/lib/core/certainty';
import { complicationKinds, complicationNames } from '@/lib/records/post-operative-check';
import { optionsOf } from './options-of';
import {
  ChoiceField,
  DateInput,
  NoteField,
  type RecordFields,
  SelectField,
  TextField,
  within,
} from './record-field';

const noneSeen = [
  { value: 'yes', label: 'None seen' },
  { value: 'no', label: 'Complication seen' },
  { value: 'unknown', label: 'Not looked for' },
];

const resolvedWords: Record<Certainty, string> = { yes: 'Yes', no: 'No', unknown: 'Not stated' };

/** What was looked for at a contact after an operation. */
export function PostOperativeCheckFields({
  fields,
  today,
}: {
  fields: RecordFields;
  today: string;
}) {
  return (
    <div className="flex flex-col gap-4">
      <ChoiceField fields={fields} name="noneSeen" label="Complications" choices={noneSeen} />
      <Complications fields={within(fields, 'complications')} today={today} />
      <NoteField fields={fields} name="note" label="Note" optional />
    </div>
  );
}

function Complications({ fields, today }: { fields: RecordFields; today: string }) {
  const list = useFieldArray({ control: fields.form.control, name: fields.prefix });
  return (
    <div className="flex flex-col items-start gap-4">
      {list.fields.map(({ id }, index) => {
        const one = within(fields, String(index));
        return (
          <fieldset key={id} className="grid w-full gap-4 sm:grid-cols-4">
            <legend className="sr-only">Complication {index + 1}</legend>
            <SelectField
              fields={one}
              name="kind"
              label="Complication"
              placeholder="Choose…"
              options={optionsOf(complicationKinds, complicationNames)}
            />
            <DateInput fields={one} name="from" label="Since" today={today} optional />
            <SelectField
              fields={one}
              name="resolved"
              label="Resolved"
              options={optionsOf(certainties, resolvedWords)}
            />
            <TextField fields={one} name="note" label="In words" optional />
            <Button
              variant="quiet"
              size="small"
              className="justify-self-start"
              aria-label={`Remove complication ${index + 1}`}
              onClick={() => list.remove(index)}
            >
              Remove
            </Button>
          </fieldset>
        );
      })}
      <Button
        size="small"
        onClick={() =>
          list.append(
            { kind: '', from: '', resolved: 'unknown', note: '' },
            { focusName: `${fields.prefix}.${list.fields.length}.kind` },
          )
        }
      >
        Add a complication
      </Button>
    </div>
  );
}
