'use client';

import { useState } from 'react';
import { FormField } from '@/app/_components/form/form-field';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { Select } from '@/app/_components/ui/select';
import { useAnnounce } from '@/app/_components/ui/toast';
import { offerTransferInputSchema } from '@/lib/enrollment/site-transfer';
import type { TransferSite } from '@/lib/server/transfers/transfer-sites';
import { offerTransferAction } from '../actions';
import { AdjustmentForm } from './adjustment-form';

type Props = { patientId: string; sites: readonly TransferSite[] };

export function OfferTransfer(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button className="self-start" onClick={() => setIsOpen(true)}>
        Offer to another site…
      </Button>
      <GuardedDialog open={isOpen} onOpenChange={setIsOpen} title="Offer to another site">
        <OfferForm {...props} onDone={() => setIsOpen(false)} />
      </GuardedDialog>
    </>
  );
}

function OfferForm({ patientId, sites, onDone }: Props & { onDone: () => void }) {
  const announce = useAnnounce();
  const actionForm = useActionForm({
    schema: offerTransferInputSchema,
    defaultValues: { patientId, toSiteId: '', reason: '' },
    action: offerTransferAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'Offered. He stays here until the other site accepts.' });
      onDone();
    },
  });
  return (
    <AdjustmentForm
      actionForm={actionForm}
      explanation="The other site reads his study id, the protocol and the reason; name none in it. Once it accepts, his whole record is there and no longer here."
      submitLabel="Offer"
    >
      <FormField form={actionForm.form} name="toSiteId" label="Site">
        {(control) => (
          <Select
            {...control}
            placeholder="Choose…"
            options={sites.map(({ id, code, name }) => ({ value: id, label: `${name} (${code})` }))}
          />
        )}
      </FormField>
    </AdjustmentForm>
  );
}
