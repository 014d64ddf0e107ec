'use client';

import { FormField } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { DateField } from '@/app/_components/ui/date-field';
import { useAnnounce } from '@/app/_components/ui/toast';
import { rescheduleOccurrenceInputSchema } from '@/lib/course/plan-adjustment-input';
import type { CivilDate } from '@/lib/dates/civil-date';
import { rescheduleOccurrenceAction } from '../actions';
import { AdjustmentForm, type AdjustmentTarget } from './adjustment-form';

type Props = AdjustmentTarget & { planned: CivilDate | null; today: CivilDate };

export function RescheduleForm({ enrollmentId, occurrenceKey, title, onDone, ...rest }: Props) {
  const { planned, today } = rest;
  const announce = useAnnounce();
  const actionForm = useActionForm({
    schema: rescheduleOccurrenceInputSchema,
    defaultValues: { enrollmentId, occurrenceKey, plannedOn: '', reason: '' },
    action: rescheduleOccurrenceAction,
    onSuccess: () => {
      announce({ tone: 'done', message: `${title} has a new date.` });
      onDone();
    },
  });
  return (
    <AdjustmentForm
      actionForm={actionForm}
      explanation="The agreed date moves; target and window stay, so that a deviation still shows."
      submitLabel="Reschedule"
    >
      <FormField
        form={actionForm.form}
        name="plannedOn"
        label="New date"
        hint={planned === null ? undefined : `Now planned on ${planned}`}
      >
        {(control) => <DateField {...control} today={today} />}
      </FormField>
    </AdjustmentForm>
  );
}
