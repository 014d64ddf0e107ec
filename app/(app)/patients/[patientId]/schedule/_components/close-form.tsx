'use client';

import { FormField } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { DateField } from '@/app/_components/ui/date-field';
import { useAnnounce } from '@/app/_components/ui/toast';
import { closeOccurrenceInputSchema } from '@/lib/course/plan-adjustment-input';
import type { CivilDate } from '@/lib/dates/civil-date';
import { closeOccurrenceAction } from '../actions';
import { AdjustmentForm, type AdjustmentTarget } from './adjustment-form';

type Props = AdjustmentTarget & { today: CivilDate };

export function CloseForm({ enrollmentId, occurrenceKey, title, onDone, today }: Props) {
  const announce = useAnnounce();
  const actionForm = useActionForm({
    schema: closeOccurrenceInputSchema,
    defaultValues: { enrollmentId, occurrenceKey, closedOn: today, reason: '' },
    action: closeOccurrenceAction,
    onSuccess: () => {
      announce({ tone: 'done', message: `${title} is closed as missed.` });
      onDone();
    },
  });
  return (
    <AdjustmentForm
      actionForm={actionForm}
      explanation="It counts as missed from this day on, for this reason. What is there of it stays."
      submitLabel="Close as missed"
    >
      <FormField form={actionForm.form} name="closedOn" label="Closed on">
        {(control) => <DateField {...control} today={today} />}
      </FormField>
    </AdjustmentForm>
  );
}
