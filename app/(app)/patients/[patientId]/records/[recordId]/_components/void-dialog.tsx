'use client';

import { useState } from 'react';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DialogActions, DialogClose } from '@/app/_components/ui/dialog';
import { Textarea } from '@/app/_components/ui/textarea';
import type { PlanChange } from '@/lib/course/plan-change';
import { voidRecordInputSchema } from '@/lib/records/amendment';
import { voidRecordAction } from '../actions';

type Props = {
  recordId: string;
  version: number;
  isLedgerEntry: boolean;
  onSaved: (change: PlanChange | null) => void;
};

export function VoidDialog(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button>{props.isLedgerEntry ? 'Void and enter again' : 'Void'}</Button>}
      title="Void this record?"
      description={`It stays readable with its reason, and counts for nothing from then on. ${
        props.isLedgerEntry
          ? 'Entries of the ledger are never changed: the right one is entered with a visit of that day.'
          : 'A wrong value is corrected instead.'
      }`}
    >
      <VoidForm
        {...props}
        onSaved={(change) => {
          setIsOpen(false);
          props.onSaved(change);
        }}
      />
    </GuardedDialog>
  );
}

function VoidForm({ recordId, version, onSaved }: Omit<Props, 'isLedgerEntry'>) {
  const { form, submit, isPending, failure } = useActionForm({
    schema: voidRecordInputSchema,
    defaultValues: { recordId, version, reason: '' },
    action: voidRecordAction,
    onSuccess: ({ change }) => onSaved(change),
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FormField form={form} name="reason" label="Why should it never have been there?">
        {(control) => <Textarea {...control} />}
      </FormField>
      <DialogActions>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="danger" pending={isPending}>
          {isPending ? 'Saving…' : 'Void record'}
        </Button>
      </DialogActions>
    </Form>
  );
}
