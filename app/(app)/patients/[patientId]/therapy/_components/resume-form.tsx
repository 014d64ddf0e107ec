'use client';

import { z } from 'zod';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { recordFields } from '@/app/_components/records/record-field';
import { ResumeFields } from '@/app/_components/records/therapy-fields';
import { therapyInputSchemas } from '@/lib/records/therapy';
import { changeTherapyAction } from '../actions';
import { ChangeForm, type ChangeFormProps, DayField } from './change-form';

const resumeFormSchema = z.object({ enrollmentId: z.uuid(), change: therapyInputSchemas.resume });

/** The drug is given again, at the dose before the hold. */
export function ResumeForm({ enrollmentId, view, onSaved }: ChangeFormProps) {
  const actionForm = useActionForm({
    schema: resumeFormSchema,
    defaultValues: {
      enrollmentId,
      change: { kind: 'resume', on: view.today, content: { reason: '' } },
    },
    action: changeTherapyAction,
    onSuccess: ({ change }) => onSaved('Therapy goes on', change),
  });
  const { form } = actionForm;
  return (
    <ChangeForm actionForm={actionForm} saveLabel="Resume">
      <DayField
        form={form}
        name="change.on"
        label="First day with the drug again"
        today={view.today}
      />
      <ResumeFields fields={recordFields(form, 'change.content')} />
    </ChangeForm>
  );
}
