'use client';

import { useState } from 'react';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { SignatureFields } from '@/app/_components/form/signature-fields';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DialogActions, DialogClose } from '@/app/_components/ui/dialog';
import { Select } from '@/app/_components/ui/select';
import { Textarea } from '@/app/_components/ui/textarea';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { SignerName } from '@/lib/auth/signature';
import { confirmResponseInputSchema } from '@/lib/response/confirm-response';
import {
  type ResponseStatus,
  responseStatuses,
  responseStatusNames,
} from '@/lib/response/response';
import { confirmResponseAction } from '../actions';

type Props = {
  enrollmentId: string;
  seenHash: string;
  computed: ResponseStatus;
  signer: SignerName;
  /** Another signature stands, which this one replaces. */
  isAgain: boolean;
};

export function ConfirmResponseButton(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>{props.isAgain ? 'Sign again' : 'Sign response'}</Button>}
      title="Sign response"
      description="Recorded with your name, role, the time and a fingerprint of what you see here."
    >
      <ConfirmResponseForm {...props} onDone={() => setOpen(false)} />
    </GuardedDialog>
  );
}

const options = responseStatuses.map((value) => ({ value, label: responseStatusNames[value] }));

function ConfirmResponseForm(props: Props & { onDone: () => void }) {
  const { enrollmentId, seenHash, computed, signer, onDone } = props;
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm({
    schema: confirmResponseInputSchema,
    defaultValues: { enrollmentId, seenHash, signed: computed, reason: '', password: '' },
    action: confirmResponseAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'The response is signed.' });
      onDone();
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FormField
        form={form}
        name="signed"
        label="Response"
        hint={`Computed: ${responseStatusNames[computed]}`}
      >
        {(control) => <Select {...control} options={options} />}
      </FormField>
      <FormField
        form={form}
        name="reason"
        label="Reason"
        hint="Needed when you sign another response than the computed one."
        optional
      >
        {(control) => <Textarea {...control} />}
      </FormField>
      <SignatureFields form={form} signer={signer} meaning="response-seen" />
      <DialogActions>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={isPending}>
          Sign
        </Button>
      </DialogActions>
    </Form>
  );
}
