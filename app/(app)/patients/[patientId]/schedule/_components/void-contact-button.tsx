'use client';

import { useState } from 'react';
import { voidContactAction } from '@/app/_components/contact/actions';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { CivilDate } from '@/lib/dates/civil-date';
import { voidContactInputSchema } from '@/lib/enrollment/contact-input';
import { AdjustmentForm } from './adjustment-form';

type Props = { contactId: string; on: CivilDate };

export function VoidContactButton({ contactId, on }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" variant="quiet" aria-label={`Void: contact on ${on}`}>
          Void
        </Button>
      }
      title={`Void: contact on ${on}`}
    >
      <VoidForm contactId={contactId} onDone={() => setOpen(false)} />
    </GuardedDialog>
  );
}

function VoidForm({ contactId, onDone }: { contactId: string; onDone: () => void }) {
  const announce = useAnnounce();
  const actionForm = useActionForm({
    schema: voidContactInputSchema,
    defaultValues: { contactId, reason: '' },
    action: voidContactAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'The contact is voided.' });
      onDone();
    },
  });
  return (
    <AdjustmentForm
      actionForm={actionForm}
      explanation="A date that was agreed, a removal and a snooze are taken back with it; what was written stays in the history."
      submitLabel="Void"
    />
  );
}
