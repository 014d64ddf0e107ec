'use client';

import { z } from 'zod';
import { Form } from '@/app/_components/form/form';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { useAnnounce } from '@/app/_components/ui/toast';
import { cancelImportJobAction } from '../actions';

const schema = z.object({ jobId: z.uuid() });

export function CancelImportJob({ jobId }: { jobId: string }) {
  const announce = useAnnounce();
  const { submit, isPending, failure } = useActionForm({
    schema,
    defaultValues: { jobId },
    action: cancelImportJobAction,
    onSuccess: () => announce({ tone: 'done', message: 'It is canceled. Nothing was recorded.' }),
  });
  return (
    <Form onSubmit={submit}>
      <Button type="submit" size="small" pending={isPending}>
        Cancel
      </Button>
      {failure === null ? null : (
        <p role="alert" className="pt-1 text-red text-small">
          {failure.message}
        </p>
      )}
    </Form>
  );
}
