'use client';

import { useState } from 'react';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { useAnnounce } from '@/app/_components/ui/toast';
import { endTransferInputSchema } from '@/lib/enrollment/site-transfer';
import { withdrawTransferAction } from '../actions';
import { AdjustmentForm } from './adjustment-form';

type Props = { transferId: string; version: number };

export function WithdrawOffer(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        Withdraw the offer…
      </Button>
      <GuardedDialog open={isOpen} onOpenChange={setIsOpen} title="Withdraw the offer">
        <WithdrawForm {...props} onDone={() => setIsOpen(false)} />
      </GuardedDialog>
    </>
  );
}

function WithdrawForm({ transferId, version, onDone }: Props & { onDone: () => void }) {
  const announce = useAnnounce();
  const actionForm = useActionForm({
    schema: endTransferInputSchema,
    defaultValues: { transferId, version, reason: '' },
    action: withdrawTransferAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'The offer is withdrawn.' });
      onDone();
    },
  });
  return (
    <AdjustmentForm
      actionForm={actionForm}
      explanation="The other site no longer sees it. It can be made again."
      submitLabel="Withdraw"
    />
  );
}
