'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
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
import { closeFlagCommandInputSchema } from '@/lib/safety/close-flag';
import { type Disposition, dispositionLabels, dispositions } from '@/lib/safety/dispositions';
import { nextSteps, therapyStepLabels, therapyStepPath } from '@/lib/safety/next-step';
import { closeFlagAction } from '../actions';

type Props = {
  flagId: string;
  patientId: string;
  version: number;
  title: string;
  /** Of a red flag, which is closed by a signature. */
  signer: SignerName | null;
};

export function CloseFlagButton({ title, ...rest }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" aria-label={`Say what was done: ${title}`}>
          Say what was done
        </Button>
      }
      title={title}
      description="The flag is closed with your name, the time and the evidence of this moment. New evidence opens it again."
    >
      <CloseFlagForm {...rest} onDone={() => setOpen(false)} />
    </GuardedDialog>
  );
}

// Nothing is chosen yet; the schema refuses it.
const noDisposition = '' as Disposition;

const options = dispositions.map((value) => ({ value, label: dispositionLabels[value] }));

type FormProps = Omit<Props, 'title'> & { onDone: () => void };

function CloseFlagForm({ flagId, patientId, version, signer, onDone }: FormProps) {
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm({
    schema: closeFlagCommandInputSchema,
    defaultValues: { flagId, version, disposition: noDisposition, reason: '', password: '' },
    action: closeFlagAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'The flag is closed.' });
      onDone();
    },
  });
  const disposition = useWatch({ control: form.control, name: 'disposition' });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FormField form={form} name="disposition" label="What was done">
        {(control) => <Select {...control} placeholder="Choose…" options={options} />}
      </FormField>
      <div aria-live="polite" className="text-dense empty:hidden">
        {disposition === noDisposition ? null : (
          <NextStep disposition={disposition} flagId={flagId} patientId={patientId} />
        )}
      </div>
      <FormField
        form={form}
        name="reason"
        label="Remarks"
        hint="Needed when nothing was done: say why."
        optional
      >
        {(control) => <Textarea {...control} />}
      </FormField>
      {signer === null ? null : (
        <SignatureFields form={form} signer={signer} meaning="flag-decided" />
      )}
      <DialogActions>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={isPending}>
          {signer === null ? 'Close flag' : 'Sign and close flag'}
        </Button>
      </DialogActions>
    </Form>
  );
}

type NextStepProps = { disposition: Disposition; flagId: string; patientId: string };

/** In a new tab, so that nothing typed here is lost. */
function NextStep({ disposition, flagId, patientId }: NextStepProps) {
  const { change, words } = nextSteps[disposition];
  return (
    <p>
      {words}{' '}
      {change === null ? null : (
        <Link
          href={therapyStepPath(patientId, flagId, change) as Route}
          prefetch={false}
          target="_blank"
          className="text-accent underline underline-offset-2"
        >
          {therapyStepLabels[change]} (opens in a new tab)
        </Link>
      )}
    </p>
  );
}
