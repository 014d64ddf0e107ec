'use client';

import { type UseFormReturn, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { FormField } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { optionsOf } from '@/app/_components/records/options-of';
import { recordFields } from '@/app/_components/records/record-field';
import { DoseRhythm } from '@/app/_components/records/therapy-fields';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import { describeDose } from '@/lib/records/describe-record';
import { drugNames, drugs } from '@/lib/records/therapy';
import { changeDoseInputSchema } from '@/lib/records/therapy-change';
import { doseUnitLabels } from '@/lib/records/therapy-labels';
import type { CurrentDose, TherapyView } from '@/lib/therapy/therapy-view';
import { changeTherapyAction } from '../actions';
import { ChangeForm, type ChangeFormProps, DayField, NoteField } from './change-form';

/** Another dose of a drug that is given; it starts from the dose of today. */
export function ChangeDoseForm({ enrollmentId, view, flag, onSaved }: ChangeFormProps) {
  const { currentDoses, today } = view;
  const [first] = currentDoses;
  const actionForm = useActionForm({
    schema: changeDoseInputSchema,
    defaultValues: {
      enrollmentId,
      change: {
        kind: 'dose',
        on: today,
        ...(first && { content: { ...typedDose(first.dose), reason: flag?.message ?? '' } }),
      },
    },
    action: changeTherapyAction,
    onSuccess: ({ change }) => onSaved('The new dose is recorded', change),
  });
  const { form } = actionForm;
  const chosen = useWatch({ control: form.control, name: 'change.content.drug' });
  const current = currentDoses.find(({ drug }) => drug === chosen);
  const given = drugs.filter((drug) => currentDoses.some((dose) => dose.drug === drug));
  return (
    <ChangeForm actionForm={actionForm} saveLabel="Change dose">
      {given.length > 1 ? (
        <FormField form={form} name="change.content.drug" label="Drug">
          {({ onChange, ...control }) => (
            <Select
              {...control}
              options={optionsOf(given, drugNames)}
              onChange={async (event) => {
                await onChange(event);
                const dose = currentDoses.find(({ drug }) => drug === event.target.value)?.dose;
                if (dose) {
                  form.setValue('change.content', typedDose(dose), { shouldDirty: true });
                }
              }}
            />
          )}
        </FormField>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-3">
        <FormField
          form={form}
          name="change.content.amount"
          label="Amount"
          hint={current && hintOf(current)}
          className="sm:col-span-3"
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              unit={current ? doseUnitLabels[current.dose.unit] : undefined}
            />
          )}
        </FormField>
        {current?.dose.unit === 'mg' ? (
          <DoseByWeight form={form} weight={view.weight} className="text-dense sm:col-span-3" />
        ) : null}
        <DoseRhythm fields={recordFields(form, 'change.content')} />
      </div>
      <DayField form={form} name="change.on" label="From" today={today} />
      <NoteField form={form} name="change.content.reason" label="Reason" />
    </ChangeForm>
  );
}

function hintOf({ dose, perKilogram }: CurrentDose): string {
  const byWeight = perKilogram === null ? '' : `, ${perKilogram.toFixed(2)} mg/kg a day`;
  return `Now ${describeDose(dose)}${byWeight}`;
}

type DoseByWeightProps = {
  form: UseFormReturn<
    z.input<typeof changeDoseInputSchema>,
    unknown,
    z.input<typeof changeDoseInputSchema>
  >;
  weight: TherapyView['weight'];
  className: string;
};

/** The dose as it is being typed. */
function DoseByWeight({ form, weight, className }: DoseByWeightProps) {
  const [amount, times] = useWatch({
    control: form.control,
    name: ['change.content.amount', 'change.content.timesPerDay'],
  });
  const daily = Number(amount) * Number(times);
  if (weight === null) {
    return <p className={`${className} text-muted`}>mg/kg is not known: weight unknown</p>;
  }
  return (
    <p className={className} aria-live="polite">
      {daily > 0
        ? `${(daily / weight.kilograms).toFixed(2)} mg/kg`
        : 'mg/kg appears with the amount'}{' '}
      <span className="text-muted">
        on a day with a dose, by {weight.kilograms.toFixed(1)} kg of {weight.on}
      </span>
    </p>
  );
}

function typedDose(dose: ChangeFormProps['view']['currentDoses'][number]['dose']) {
  return {
    ...dose,
    amount: String(dose.amount),
    timesPerDay: String(dose.timesPerDay),
    everyDays: String(dose.everyDays),
    startsAfterDays: '0',
    reason: '',
  };
}
