'use client';

import { z } from 'zod';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { recordFields } from '@/app/_components/records/record-field';
import { HoldFields } from '@/app/_components/records/therapy-fields';
import { therapyInputSchemas } from '@/lib/records/therapy';
import { changeTherapyAction } from '../actions';
import { ChangeForm, type ChangeFormProps, DayField } from './change-form';

const holdFormSchema = z.object({ enrollmentId: z.uuid(), change: therapyInputSchemas.hold });
type Values = z.input<typeof holdFormSchema>;

/** The drug is not given from a day on; checks and labs stay due. */
export function HoldForm({ enrollmentId, view, flag, onSaved }: ChangeFormProps) {
  const content =
    flag === null
      ? ({ reason: '', note: '', flagId: null } as unknown as Values['change']['content'])
      : { reason: 'red-flag' as const, note: flag.message, flagId: flag.id };
  const actionForm = useActionForm({
    schema: holdFormSchema,
    defaultValues: {
      enrollmentId,
      change: { kind: 'hold', on: view.today, content },
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
      <HoldFields fields={recordFields(form, 'change.content')} />
    </ChangeForm>
  );
}
