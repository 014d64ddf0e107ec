'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DialogActions } from '@/app/_components/ui/dialog';
import { Input } from '@/app/_components/ui/input';
import { useAnnounce } from '@/app/_components/ui/toast';
import { voidCohortInputSchema } from '@/lib/cohort/cohort';
import { voidCohortAction } from '../actions';

type Props = { cohortId: string; version: number; name: string };

export function TakeOutDialog(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button>Take out</Button>}
      title="Take this cohort out of the list?"
      description={`“${props.name}” is no longer offered. Its snapshots stay as they are.`}
    >
      <TakeOutForm {...props} />
    </GuardedDialog>
  );
}

function TakeOutForm({ cohortId, version }: Props) {
  const announce = useAnnounce();
  const router = useRouter();
  const { form, submit, isPending, failure } = useActionForm({
    schema: voidCohortInputSchema,
    defaultValues: { cohortId, version, reason: '' },
    action: voidCohortAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'Taken out of the list of cohorts.' });
      router.push('/cohorts' as Route);
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FormField form={form} name="reason" label="Why is it taken out?">
        {(control) => <Input {...control} />}
      </FormField>
      <DialogActions>
        <Button type="submit" variant="danger" pending={isPending}>
          {isPending ? 'Saving…' : 'Take out'}
        </Button>
      </DialogActions>
    </Form>
  );
}
