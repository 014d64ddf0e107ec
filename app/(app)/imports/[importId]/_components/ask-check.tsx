'use client';

import { z } from 'zod';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { requestImportCheckAction } from '../actions';

const schema = z.object({ importId: z.uuid(), version: z.int() });

type Props = { importId: string; version: number; isAgain: boolean };

export function AskCheck({ importId, version, isAgain }: Props) {
  const { form, submit, isPending, failure } = useActionForm({
    schema,
    defaultValues: { importId, version },
    action: requestImportCheckAction,
    onSuccess: () => undefined,
  });
  return (
    <Form onSubmit={submit} className="flex flex-col items-start gap-3">
      <FormErrorSummary form={form} failure={failure} />
      <Button type="submit" variant={isAgain ? 'secondary' : 'primary'} pending={isPending}>
        {isAgain ? 'Check again' : 'Check the file'}
      </Button>
    </Form>
  );
}
