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
import { setRemsIdInputSchema } from '@/lib/enrollment/rems-id';
import type { RemsIdentity } from '@/lib/server/patients/rems-identity';
import { setRemsIdAction } from '../actions';

type Props = { patientId: string; identity: RemsIdentity };

export function RemsIdDialog({ patientId, identity }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button size="small">
          {identity.remsId === null ? 'Enter REMS id' : 'Change REMS id'}
        </Button>
      }
      title="REMS id"
      description="Part of his identity: read only by those who read names, and never exported."
    >
      <RemsIdForm patientId={patientId} identity={identity} onDone={() => setIsOpen(false)} />
    </GuardedDialog>
  );
}

function RemsIdForm({ patientId, identity, onDone }: Props & { onDone: () => void }) {
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm({
    schema: setRemsIdInputSchema,
    defaultValues: {
      patientId,
      version: identity.version,
      remsId: identity.remsId ?? '',
      reason: '',
    },
    action: setRemsIdAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'REMS id saved.' });
      onDone();
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FormField form={form} name="remsId" label="REMS id" hint="Blank takes it away." optional>
        {(control) => <Input {...control} spellCheck={false} autoComplete="off" />}
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
