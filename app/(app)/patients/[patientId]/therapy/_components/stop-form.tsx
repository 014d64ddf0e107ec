'use client';

import { z } from 'zod';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { recordFields } from '@/app/_components/records/record-field';
import { StopFields } from '@/app/_components/records/therapy-fields';
import { drugs, therapyInputSchemas } from '@/lib/records/therapy';
import { changeTherapyAction } from '../actions';
import { ChangeForm, type ChangeFormProps, DayField } from './change-form';

const stopFormSchema = z.object({ enrollmentId: z.uuid(), change: therapyInputSchemas.stop });
type Values = z.input<typeof stopFormSchema>;

/** The end of therapy: what hangs on the drug is no longer asked for. */
export function StopForm({ enrollmentId, view, flag, onSaved }: ChangeFormProps) {
  const unchosen = {
    drug: '',
    reason: '',
    note: flag?.message ?? '',
  } as unknown as Values['change']['content'];
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
  const given = drugs.filter((drug) => view.currentDoses.some((dose) => dose.drug === drug));
  return (
    <ChangeForm actionForm={actionForm} saveLabel="Stop therapy" isFinal>
      <DayField form={form} name="change.on" label="Last dose on" today={view.today} />
      <StopFields fields={recordFields(form, 'change.content')} given={given} />
    </ChangeForm>
  );
}
