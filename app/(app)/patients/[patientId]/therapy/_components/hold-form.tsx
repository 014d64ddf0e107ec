'use client';

import { z } from 'zod';
import { FormField } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { optionsOf } from '@/app/_components/records/options-of';
import { Select } from '@/app/_components/ui/select';
import { holdReasons, therapyInputSchemas } from '@/lib/records/therapy';
import { holdReasonLabels } from '@/lib/records/therapy-labels';
import { changeTherapyAction } from '../actions';
import { ChangeForm, type ChangeFormProps, DayField, NoteField } from './change-form';

const holdFormSchema = z.object({ enrollmentId: z.uuid(), change: therapyInputSchemas.hold });
type Values = z.input<typeof holdFormSchema>;

/** The drug is not given from a day on; checks and labs stay due. */
export function HoldForm({ enrollmentId, view, onSaved }: ChangeFormProps) {
  const unchosen = { reason: '', note: '', flagId: null } as unknown as Values['change']['content'];
  const actionForm = useActionForm({
    schema: holdFormSchema,
    defaultValues: {
      enrollmentId,
      change: { kind: 'hold', on: view.today, content: unchosen },
    },
    action: changeTherapyAction,
    onSuccess: ({ change }) => onSaved('Therapy is on hold', change),
  });
  const { form } = actionForm;
  return (
    <ChangeForm actionForm={actionForm} saveLabel="Put on hold">
      <DayField
        form={form}
        name="change.on"
        label="First day without the drug"
        today={view.today}
      />
      <FormField form={form} name="change.content.reason" label="Reason">
        {(control) => (
          <Select
            {...control}
            placeholder="Choose…"
            options={optionsOf(holdReasons, holdReasonLabels)}
          />
        )}
      </FormField>
      <NoteField form={form} name="change.content.note" label="Note" optional />
    </ChangeForm>
  );
}
