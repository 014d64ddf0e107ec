'use client';

import { useActionForm } from '@/app/_components/form/use-action-form';
import { useAnnounce } from '@/app/_components/ui/toast';
import { waiveOccurrenceInputSchema } from '@/lib/course/plan-adjustment-input';
import { waiveOccurrenceAction } from '../actions';
import { AdjustmentForm, type AdjustmentTarget } from './adjustment-form';

export function WaiveForm({ enrollmentId, occurrenceKey, title, onDone }: AdjustmentTarget) {
  const announce = useAnnounce();
  const actionForm = useActionForm({
    schema: waiveOccurrenceInputSchema,
    defaultValues: { enrollmentId, occurrenceKey, reason: '' },
    action: waiveOccurrenceAction,
    onSuccess: () => {
      announce({ tone: 'done', message: `${title} is waived.` });
      onDone();
    },
  });
  return (
    <AdjustmentForm
      actionForm={actionForm}
      explanation="Nobody will be asked for this one. It can still be done, and then says that it was waived."
      submitLabel="Waive"
    />
  );
}
