'use client';

import { useState } from 'react';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { useAnnounce } from '@/app/_components/ui/toast';
import { reopenEnrollmentInputSchema } from '@/lib/enrollment/end-enrollment';
import { reopenEnrollmentAction } from '../actions';
import { AdjustmentForm } from './adjustment-form';

type Props = { enrollmentId: string; version: number };

/** Only for a mistake: a man who comes back is enrolled again. */
export function ReopenEnrollment(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        The end was a mistake…
      </Button>
      <GuardedDialog open={isOpen} onOpenChange={setIsOpen} title="Reopen the enrollment">
        <ReopenForm {...props} onDone={() => setIsOpen(false)} />
      </GuardedDialog>
    </>
  );
}

function ReopenForm({ enrollmentId, version, onDone }: Props & { onDone: () => void }) {
  const announce = useAnnounce();
  const actionForm = useActionForm({
    schema: reopenEnrollmentInputSchema,
    defaultValues: { enrollmentId, version, reason: '' },
    action: reopenEnrollmentAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'The enrollment is active again.' });
      onDone();
    },
  });
  return (
    <AdjustmentForm
      actionForm={actionForm}
      explanation="The plan goes on as if it had not ended. A stop of the drug that was recorded with the end stays; void its record if that was wrong, too."
      submitLabel="Reopen"
    />
  );
}
