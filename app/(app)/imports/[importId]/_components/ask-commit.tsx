'use client';

import { z } from 'zod';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { requestImportCommitAction } from '../actions';

const schema = z.object({ importId: z.uuid(), version: z.int(), mode: z.enum(['all', 'valid']) });

type Props = z.input<typeof schema> & { label: string };

export function AskCommit({ importId, version, mode, label }: Props) {
  const { form, submit, isPending, failure } = useActionForm({
    schema,
    defaultValues: { importId, version, mode },
    action: requestImportCommitAction,
    onSuccess: () => undefined,
  });
  return (
    <Form onSubmit={submit} className="flex flex-col items-start gap-3">
      <FormErrorSummary form={form} failure={failure} />
      <Button type="submit" variant="primary" pending={isPending}>
        {label}
      </Button>
    </Form>
  );
}
