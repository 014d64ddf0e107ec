'use client';

import { useWatch } from 'react-hook-form';
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
import { changeTherapyAction } from '../actions';
import { ChangeForm, type ChangeFormProps, DayField, NoteField } from './change-form';

/** Another dose of a drug that is given; it starts from the dose of today. */
export function ChangeDoseForm({ enrollmentId, view, onSaved }: ChangeFormProps) {
  const { currentDoses, today } = view;
  const [first] = currentDoses;
  const actionForm = useActionForm({
    schema: changeDoseInputSchema,
    defaultValues: {
      enrollmentId,
      change: { kind: 'dose', on: today, ...(first && { content: typedDose(first.dose) }) },
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
          hint={current && `Now ${describeDose(current.dose)}`}
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
        <DoseRhythm fields={recordFields(form, 'change.content')} />
      </div>
      <DayField form={form} name="change.on" label="From" today={today} />
      <NoteField form={form} name="change.content.reason" label="Reason" />
    </ChangeForm>
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
