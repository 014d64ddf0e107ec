'use client';

import { useState } from 'react';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { newSubmissionId } from '@/app/_components/form/new-submission-id';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DateField } from '@/app/_components/ui/date-field';
import { DialogActions } from '@/app/_components/ui/dialog';
import { useAnnounce } from '@/app/_components/ui/toast';
import { describeRemsDateEffect } from '@/lib/rems/describe-rems-date-effect';
import { setRemsDateInputSchema } from '@/lib/rems/site-rems-date';
import type { SiteRemsView } from '@/lib/server/sites/queries';
import { previewRemsDateAction, setRemsDateAction } from '../actions';
import { ReasonField } from './reason-field';

type Props = { site: SiteRemsView; onDone: () => void };

export function RemsDateForm({ site, onDone }: Props) {
  const announce = useAnnounce();
  const { siteId, siteName, enrollmentOnlyFrom } = site;
  const { form, submit, isPending, failure } = useActionForm({
    schema: setRemsDateInputSchema,
    defaultValues: {
      siteId,
      enrollmentOnlyFrom: enrollmentOnlyFrom ?? '',
      before: enrollmentOnlyFrom,
      reason: '',
    },
    action: setRemsDateAction,
    onSuccess: (effect) => {
      announce({
        tone: 'done',
        message: `Changed for ${siteName}. ${describeRemsDateEffect(effect, 'done')}`,
      });
      onDone();
    },
  });
  const [preview, setPreview] = useState<string | null>(null);
  const showPreview = async () => {
    if (!(await form.trigger('enrollmentOnlyFrom'))) {
      return;
    }
    const values = { siteId, enrollmentOnlyFrom: form.getValues('enrollmentOnlyFrom') };
    const answer = await previewRemsDateAction({ submissionId: newSubmissionId(), values });
    setPreview(answer.ok ? describeRemsDateEffect(answer.data, 'preview') : answer.error.message);
  };
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FormField
        form={form}
        name="enrollmentOnlyFrom"
        label="Enrollment-only from"
        hint="Blank: not started here, the monthly rules hold."
        optional
      >
        {(control) => <DateField {...control} />}
      </FormField>
      <div className="flex flex-col gap-2">
        <Button onClick={showPreview}>Show what changes</Button>
        <p aria-live="polite" className="text-muted">
          {preview ?? 'The plans of the site’s men on isotretinoin are rebuilt on saving.'}
        </p>
      </div>
      <ReasonField form={form} />
      <DialogActions>
        <Button type="submit" variant="primary" pending={isPending}>
          Save
        </Button>
      </DialogActions>
    </Form>
  );
}
