'use client';

import { useState } from 'react';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { Dialog, DialogActions } from '@/app/_components/ui/dialog';
import { Select } from '@/app/_components/ui/select';
import { Textarea } from '@/app/_components/ui/textarea';
import { useAnnounce } from '@/app/_components/ui/toast';
import { closeFlagCommandInputSchema } from '@/lib/safety/close-flag';
import { type Disposition, dispositionLabels, dispositions } from '@/lib/safety/dispositions';
import { closeFlagAction } from '../actions';

type Props = { flagId: string; version: number; title: string };

export function CloseFlagButton({ flagId, version, title }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog
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
      <CloseFlagForm flagId={flagId} version={version} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

// Nothing is chosen yet; the schema refuses it.
const noDisposition = '' as Disposition;

const options = dispositions.map((value) => ({ value, label: dispositionLabels[value] }));

type FormProps = { flagId: string; version: number; onDone: () => void };

function CloseFlagForm({ flagId, version, onDone }: FormProps) {
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm({
    schema: closeFlagCommandInputSchema,
    defaultValues: { flagId, version, disposition: noDisposition, reason: '' },
    action: closeFlagAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'The flag is closed.' });
      onDone();
    },
  });
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FormField form={form} name="disposition" label="What was done">
        {(control) => <Select {...control} placeholder="Choose…" options={options} />}
      </FormField>
      <FormField
        form={form}
        name="reason"
        label="Remarks"
        hint="Needed when nothing was done: say why."
        optional
      >
        {(control) => <Textarea {...control} />}
      </FormField>
      <DialogActions>
        <Button type="submit" variant="primary" pending={isPending}>
          Close flag
        </Button>
      </DialogActions>
    </form>
  );
}
