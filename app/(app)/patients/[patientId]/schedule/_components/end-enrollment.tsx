'use client';

import { useState } from 'react';
import { FormField } from '@/app/_components/form/form-field';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DateField } from '@/app/_components/ui/date-field';
import { Select } from '@/app/_components/ui/select';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { CivilDate } from '@/lib/dates/civil-date';
import { type EndEnrollmentInput, endEnrollmentInputSchema } from '@/lib/enrollment/end-enrollment';
import { endEnrollmentAction } from '../actions';
import { AdjustmentForm } from './adjustment-form';

type Props = {
  enrollmentId: string;
  version: number;
  today: CivilDate;
};

/** Nothing opens after the end; what was still open then is not held against anyone. */
export function EndEnrollment(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className="border-line border-t pt-4">
      <Button onClick={() => setIsOpen(true)}>End enrollment…</Button>
      <GuardedDialog open={isOpen} onOpenChange={setIsOpen} title="End enrollment">
        <EndEnrollmentForm {...props} onDone={() => setIsOpen(false)} />
      </GuardedDialog>
    </section>
  );
}

const outcomes = [
  { value: 'completed', label: 'Completed' },
  { value: 'withdrawn', label: 'Withdrawn' },
];

function EndEnrollmentForm({
  enrollmentId,
  version,
  today,
  onDone,
}: Props & { onDone: () => void }) {
  const announce = useAnnounce();
  const unchosen = '' as EndEnrollmentInput['status'];
  const actionForm = useActionForm({
    schema: endEnrollmentInputSchema,
    defaultValues: { enrollmentId, version, endedOn: today, status: unchosen, reason: '' },
    action: endEnrollmentAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'The enrollment has ended.' });
      onDone();
    },
  });
  const { form } = actionForm;
  return (
    <AdjustmentForm
      actionForm={actionForm}
      explanation="Nothing is asked of the patient after this day. Therapy that goes on has to be stopped first."
      submitLabel="End enrollment"
    >
      <FormField form={form} name="endedOn" label="Ended on">
        {(control) => <DateField {...control} today={today} />}
      </FormField>
      <FormField form={form} name="status" label="Outcome">
        {(control) => <Select {...control} placeholder="Choose…" options={outcomes} />}
      </FormField>
    </AdjustmentForm>
  );
}
