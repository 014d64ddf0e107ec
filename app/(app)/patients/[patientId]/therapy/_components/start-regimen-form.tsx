'use client';

import { FormRadioGroup } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { proseDate } from '@/lib/dates/prose-date';
import { describeSource } from '@/lib/protocols/describe-source';
import { startRegimenInputSchema } from '@/lib/records/therapy-change';
import { startRegimenAction } from '../actions';
import { ChangeForm, type ChangeFormProps, DayField, NoteField } from './change-form';

/** The first dose, or another regimen of the protocol: its drugs and doses come with one choice. */
export function StartRegimenForm({ enrollmentId, view, onSaved }: ChangeFormProps) {
  const { regimens, today, consentOn, state } = view;
  const [only] = regimens;
  const actionForm = useActionForm({
    schema: startRegimenInputSchema,
    defaultValues: {
      enrollmentId,
      change: { regimen: regimens.length === 1 && only ? only.key : '', on: today, reason: '' },
    },
    action: startRegimenAction,
    onSuccess: ({ change }) => onSaved('The regimen is recorded', change),
  });
  const { form } = actionForm;
  return (
    <ChangeForm actionForm={actionForm} saveLabel="Record regimen">
      <FormRadioGroup
        form={form}
        name="change.regimen"
        legend="Regimen"
        choices={regimens.map(({ key, title, source }) => ({
          value: key,
          label: title,
          hint: describeSource(source),
        }))}
      />
      <DayField
        form={form}
        name="change.on"
        label={state === 'not-started' ? 'First dose on' : 'First dose of this regimen on'}
        hint={`Consent was given on ${proseDate(consentOn)}`}
        today={today}
      />
      <NoteField form={form} name="change.reason" label="Reason" optional />
    </ChangeForm>
  );
}
