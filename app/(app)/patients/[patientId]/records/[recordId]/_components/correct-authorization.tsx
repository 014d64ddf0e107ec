'use client';

import { useState } from 'react';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DialogActions, DialogClose } from '@/app/_components/ui/dialog';
import { Input } from '@/app/_components/ui/input';
import { useAnnounce } from '@/app/_components/ui/toast';
import { correctAuthorizationInputSchema } from '@/lib/records/dispensing';
import { correctAuthorizationAction } from '../actions';

type Props = { recordId: string; number: string | null };

export function CorrectAuthorization({ recordId, number }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const title = number === null ? 'Enter authorization number' : 'Correct authorization number';
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button className="self-start">{title}</Button>}
      title={title}
      description="It stands apart from the record: read only with names, and never exported."
    >
      <NumberForm recordId={recordId} number={number} onDone={() => setIsOpen(false)} />
    </GuardedDialog>
  );
}

function NumberForm({ recordId, number, onDone }: Props & { onDone: () => void }) {
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm({
    schema: correctAuthorizationInputSchema,
    defaultValues: { recordId, before: number, number: number ?? '', reason: '' },
    action: correctAuthorizationAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'Authorization number saved.' });
      onDone();
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FormField form={form} name="number" label="Authorization number" hint="Digits.">
        {(control) => <Input {...control} inputMode="numeric" autoComplete="off" />}
      </FormField>
      <FormField form={form} name="reason" label="Reason" hint="Stands in the audit trail.">
        {(control) => <Input {...control} />}
      </FormField>
      <DialogActions>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={isPending}>
          Save
        </Button>
      </DialogActions>
    </Form>
  );
}
