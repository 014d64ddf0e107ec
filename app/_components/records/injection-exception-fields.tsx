'use client';

import { useWatch } from 'react-hook-form';
import {
  injectionExceptionKinds,
  injectionExceptionLabels,
} from '@/lib/records/injection-exception';
import { drugNames } from '@/lib/records/therapy';
import { optionsOf } from './options-of';
import {
  DateInput,
  NoteField,
  NumberField,
  pathOf,
  type RecordFields,
  SelectField,
} from './record-field';

const injected = ['hcg', 'ufsh'] as const;

type Props = { fields: RecordFields; today: string; asksDrug?: boolean };

export function InjectionExceptionFields({ fields, today, asksDrug = true }: Props) {
  const kind: unknown = useWatch({ control: fields.form.control, name: pathOf(fields, 'kind') });
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        {asksDrug ? (
          <SelectField
            fields={fields}
            name="drug"
            label="Drug"
            options={optionsOf(injected, drugNames)}
          />
        ) : null}
        <SelectField
          fields={fields}
          name="kind"
          label="What happened"
          options={optionsOf(injectionExceptionKinds, injectionExceptionLabels)}
        />
        {kind === 'moved' ? (
          <DateInput fields={fields} name="givenOn" label="Given on" today={today} />
        ) : null}
        {kind === 'other-dose' ? (
          <NumberField fields={fields} name="amount" label="Given" unit="IU" />
        ) : null}
      </div>
      <NoteField fields={fields} name="reason" label="Reason" />
    </div>
  );
}
