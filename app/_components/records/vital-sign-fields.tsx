'use client';

import { useWatch } from 'react-hook-form';
import { bindField } from '@/app/_components/form/bind-field';
import { useFieldError } from '@/app/_components/form/form-field';
import { Checkbox } from '@/app/_components/ui/checkbox';
import { Field } from '@/app/_components/ui/field';
import { Input } from '@/app/_components/ui/input';
import { UnitSelect } from '@/app/_components/ui/unit-select';
import type { CivilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import {
  findUnusualVitalSigns,
  type VitalSignField,
  type VitalSigns,
  type WeightUnit,
  weightUnits,
} from '@/lib/records/vital-signs';
import { unitLabels } from '@/lib/units/unit-codes';
import { NumberField, pathOf, type RecordFields } from './record-field';

type Typed = {
  weight: string;
  weightUnit: WeightUnit;
  systolic: string;
  diastolic: string;
  confirmed: readonly VitalSignField[];
};

type Props = {
  fields: RecordFields;
  last?: { readonly on: CivilDate; readonly content: VitalSigns } | null;
};

const fieldNames: Record<VitalSignField, string> = {
  weight: 'Weight',
  systolic: 'Systolic pressure',
  diastolic: 'Diastolic pressure',
};

/** Weight and blood pressure; an unusual value asks to be confirmed right beneath. */
export function VitalSignFields({ fields, last = null }: Props) {
  const { form, prefix } = fields;
  const typed = useWatch({ control: form.control, name: prefix }) as Typed;
  const unusual = findUnusualVitalSigns(typed);
  const confirm = (field: VitalSignField, isRight: boolean) => {
    const others = typed.confirmed.filter((other) => other !== field);
    form.setValue(pathOf(fields, 'confirmed'), isRight ? [...others, field] : others, {
      shouldDirty: true,
    });
    void form.trigger(pathOf(fields, field));
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="grid gap-4 sm:grid-cols-3">
        <WeightField fields={fields} hint={weightHint(last)} />
        <NumberField
          fields={fields}
          name="systolic"
          label="Systolic"
          unit="mmHg"
          hint={pressureHint(last)}
          optional
        />
        <NumberField
          fields={fields}
          name="diastolic"
          label="Diastolic"
          unit="mmHg"
          hint={pressureHint(last) === undefined ? undefined : '\u00a0'}
          optional
        />
      </div>
      {unusual.map(({ field }) => (
        <Checkbox
          leavesFocus
          key={field}
          label={`${fieldNames[field]} ${typed[field].trim()} is right`}
          checked={typed.confirmed.includes(field)}
          onChange={(event) => confirm(field, event.currentTarget.checked)}
        />
      ))}
    </div>
  );
}

function WeightField({ fields, hint }: { fields: RecordFields; hint: string | undefined }) {
  const { form } = fields;
  const path = pathOf(fields, 'weight');
  const error = useFieldError({ form, name: path });
  const { onBlur, ...weight } = bindField(form, path);
  return (
    <Field label="Weight" hint={hint} error={error} optional>
      {(control) => (
        <Input
          {...control}
          {...weight}
          onBlur={(event) => {
            void onBlur(event);
            if (event.currentTarget.value !== '') {
              void form.trigger(path);
            }
          }}
          inputMode="decimal"
          unit={
            <UnitSelect
              aria-label="Unit of weight"
              {...bindField(form, pathOf(fields, 'weightUnit'))}
              options={weightUnits.map((value) => ({ value, label: unitLabels[value] }))}
            />
          }
        />
      )}
    </Field>
  );
}

function weightHint(last: Props['last']): string | undefined {
  const weight = last?.content.weight;
  return last && weight
    ? `Last ${weight.value} ${unitLabels[weight.unit]}, ${proseDate(last.on)}`
    : undefined;
}

function pressureHint(last: Props['last']): string | undefined {
  const pressure = last?.content.bloodPressure;
  return last && pressure
    ? `Last ${pressure.systolic}/${pressure.diastolic} mmHg, ${proseDate(last.on)}`
    : undefined;
}
