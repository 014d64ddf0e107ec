'use client';

import { useState } from 'react';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { useAnnounce } from '@/app/_components/ui/toast';
import { withdrawAdjustmentInputSchema } from '@/lib/course/plan-adjustment-input';
import { withdrawAdjustmentAction } from '../actions';
import { AdjustmentForm } from './adjustment-form';

type Props = { adjustmentId: string; title: string };

export function WithdrawButton({ adjustmentId, title }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" variant="quiet" aria-label={`Withdraw: ${title}`}>
          Withdraw
        </Button>
      }
      title={`Withdraw: ${title}`}
    >
      <WithdrawForm adjustmentId={adjustmentId} title={title} onDone={() => setOpen(false)} />
    </GuardedDialog>
  );
}

function WithdrawForm({ adjustmentId, title, onDone }: Props & { onDone: () => void }) {
  const announce = useAnnounce();
  const actionForm = useActionForm({
    schema: withdrawAdjustmentInputSchema,
    defaultValues: { adjustmentId, reason: '' },
    action: withdrawAdjustmentAction,
    onSuccess: () => {
      announce({ tone: 'done', message: `${title} is planned by the protocol again.` });
      onDone();
    },
  });
  return (
    <AdjustmentForm
      actionForm={actionForm}
      explanation="The plan is as if this had not been said; what was said stays in the history."
      submitLabel="Withdraw"
    />
  );
}
