'use client';

import { FormField } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { type Option, Select } from '@/app/_components/ui/select';
import { useAnnounce } from '@/app/_components/ui/toast';
import { linkRecordInputSchema } from '@/lib/course/plan-adjustment-input';
import { linkRecordAction } from '../actions';
import { AdjustmentForm, type AdjustmentTarget } from './adjustment-form';

type Props = AdjustmentTarget & { records: readonly Option[] };

export function LinkForm({ enrollmentId, occurrenceKey, title, onDone, records }: Props) {
  const announce = useAnnounce();
  const actionForm = useActionForm({
    schema: linkRecordInputSchema,
    defaultValues: { enrollmentId, occurrenceKey, recordId: '', reason: '' },
    action: linkRecordAction,
    onSuccess: () => {
      announce({ tone: 'done', message: `The record stands for ${title} now.` });
      onDone();
    },
  });
  return (
    <AdjustmentForm
      actionForm={actionForm}
      explanation="The record counts here and not where its date would put it; the plan says that this is off plan."
      submitLabel="Link"
    >
      <FormField form={actionForm.form} name="recordId" label="Record">
        {(control) => <Select {...control} placeholder="Choose…" options={records} />}
      </FormField>
    </AdjustmentForm>
  );
}
