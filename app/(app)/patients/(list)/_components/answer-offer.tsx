'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import type { FieldValues } from 'react-hook-form';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { type ActionForm, useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DialogActions, DialogClose } from '@/app/_components/ui/dialog';
import { Input } from '@/app/_components/ui/input';
import { Textarea } from '@/app/_components/ui/textarea';
import { useAnnounce } from '@/app/_components/ui/toast';
import {
  type AcceptTransferInput,
  acceptTransferInputSchema,
  type EndTransferInput,
  endTransferInputSchema,
} from '@/lib/enrollment/site-transfer';
import type { AcceptedTransfer } from '@/lib/server/transfers/accept-transfer';
import type { EndedOffer } from '@/lib/server/transfers/end-offer';
import type { Transfer } from '@/lib/server/transfers/queries';
import { acceptTransferAction, declineTransferAction } from '../actions';

export function AnswerOffer({ offer }: { offer: Transfer }) {
  const [open, setOpen] = useState<'accept' | 'decline' | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="flex gap-2">
      <Button size="small" aria-label={`Accept ${offer.studyId}`} onClick={() => setOpen('accept')}>
        Accept…
      </Button>
      <Button
        size="small"
        aria-label={`Decline ${offer.studyId}`}
        onClick={() => setOpen('decline')}
      >
        Decline…
      </Button>
      <GuardedDialog
        open={open === 'accept'}
        onOpenChange={close}
        title={`Accept ${offer.studyId} at ${offer.toSite}`}
      >
        <AcceptForm offer={offer} />
      </GuardedDialog>
      <GuardedDialog
        open={open === 'decline'}
        onOpenChange={close}
        title={`Decline ${offer.studyId}`}
      >
        <DeclineForm offer={offer} onDone={close} />
      </GuardedDialog>
    </div>
  );
}

function AcceptForm({ offer: { id, version, studyId } }: { offer: Transfer }) {
  const announce = useAnnounce();
  const router = useRouter();
  const actionForm = useActionForm<AcceptTransferInput, AcceptedTransfer>({
    schema: acceptTransferInputSchema,
    defaultValues: { transferId: id, version, studyId, recordNumber: '' },
    action: acceptTransferAction,
    onSuccess: ({ patientId }) => {
      announce({ tone: 'done', message: 'He is a patient of your site now.' });
      router.push(`/patients/${patientId}` as Route);
    },
  });
  const { form } = actionForm;
  return (
    <AnswerForm actionForm={actionForm} label="Accept">
      <p className="text-muted">
        His whole record moves here, and his former site no longer sees him. The plan and its
        settings stay as they are.
      </p>
      <FormField form={form} name="studyId" label="Study id here" className="max-w-72">
        {(control) => <Input {...control} />}
      </FormField>
      <FormField
        form={form}
        name="recordNumber"
        label="Record number here"
        optional
        hint="Blank keeps the number of his former site."
        className="max-w-72"
      >
        {(control) => <Input {...control} />}
      </FormField>
    </AnswerForm>
  );
}

function DeclineForm({ offer: { id, version }, onDone }: { offer: Transfer; onDone: () => void }) {
  const announce = useAnnounce();
  const actionForm = useActionForm<EndTransferInput, EndedOffer>({
    schema: endTransferInputSchema,
    defaultValues: { transferId: id, version, reason: '' },
    action: declineTransferAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'Declined; his site reads the reason.' });
      onDone();
    },
  });
  return (
    <AnswerForm actionForm={actionForm} label="Decline">
      <FormField form={actionForm.form} name="reason" label="Reason" hint="His site reads it.">
        {(control) => <Textarea {...control} />}
      </FormField>
    </AnswerForm>
  );
}

type AnswerFormProps<Values extends FieldValues> = {
  actionForm: ActionForm<Values>;
  label: string;
  children: ReactNode;
};

function AnswerForm<Values extends FieldValues>({
  actionForm: { form, submit, isPending, failure },
  label,
  children,
}: AnswerFormProps<Values>) {
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      {children}
      <DialogActions>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={isPending}>
          {label}
        </Button>
      </DialogActions>
    </Form>
  );
}
