'use client';

import { z } from 'zod';
import { FormField } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { optionsOf } from '@/app/_components/records/options-of';
import { Select } from '@/app/_components/ui/select';
import { stopReasons, therapyInputSchemas } from '@/lib/records/therapy';
import { stopReasonLabels } from '@/lib/records/therapy-labels';
import { changeTherapyAction } from '../actions';
import { ChangeForm, type ChangeFormProps, DayField, NoteField } from './change-form';

const stopFormSchema = z.object({ enrollmentId: z.uuid(), change: therapyInputSchemas.stop });
type Values = z.input<typeof stopFormSchema>;

/** The end of therapy: what hangs on the drug is no longer asked for. */
export function StopForm({ enrollmentId, view, onSaved }: ChangeFormProps) {
  const unchosen = { reason: '', note: '' } as unknown as Values['change']['content'];
  const actionForm = useActionForm({
    schema: stopFormSchema,
    defaultValues: {
      enrollmentId,
      change: { kind: 'stop', on: view.today, content: unchosen },
    },
    action: changeTherapyAction,
    onSuccess: ({ change }) => onSaved('Therapy is stopped', change),
  });
  const { form } = actionForm;
  return (
    <ChangeForm actionForm={actionForm} saveLabel="Stop therapy" isFinal>
      <DayField form={form} name="change.on" label="Last dose on" today={view.today} />
      <FormField form={form} name="change.content.reason" label="Reason">
        {(control) => (
          <Select
            {...control}
            placeholder="Choose…"
            options={optionsOf(stopReasons, stopReasonLabels)}
          />
        )}
      </FormField>
      <NoteField form={form} name="change.content.note" label="Note" optional />
    </ChangeForm>
  );
}
