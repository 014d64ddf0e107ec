'use client';

import { useEffect } from 'react';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { SubmitBar } from '@/app/_components/form/submit-bar';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Input } from '@/app/_components/ui/input';
import { useAnnounce } from '@/app/_components/ui/toast';
import { reopenDayInputSchema } from '@/lib/course/clinic-calendar-input';
import { reopenDayAction } from '../../actions';
import { ReloadAfterRefusal } from './reload-after-refusal';

type Props = { closedDayId: string; calendarVersion: number };

export function ReopenForm({ closedDayId, calendarVersion }: Props) {
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm({
    schema: reopenDayInputSchema,
    defaultValues: { closedDayId, calendarVersion, reason: '' },
    action: reopenDayAction,
    onSuccess: ({ moved, openAgain }) =>
      announce({
        tone: 'done',
        message: `The day is open again: ${moved} moved back, ${openAgain} had stayed.`,
      }),
  });
  useEffect(() => form.setValue('calendarVersion', calendarVersion), [form, calendarVersion]);
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <ReloadAfterRefusal failure={failure} />
      <FormField
        form={form}
        name="reason"
        label="Why is the clinic open after all?"
        hint="Dates that were agreed anew stay as they are."
      >
        {(control) => <Input {...control} />}
      </FormField>
      <SubmitBar label="Reopen this day" isPending={isPending} />
    </Form>
  );
}
