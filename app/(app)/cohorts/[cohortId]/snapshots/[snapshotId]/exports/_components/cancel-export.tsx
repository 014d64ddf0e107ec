'use client';

import { z } from 'zod';
import { Form } from '@/app/_components/form/form';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { keepFocusInTable } from '@/app/_components/ui/keep-focus-in-table';
import { useAnnounce } from '@/app/_components/ui/toast';
import { cancelExportAction } from '../actions';

const schema = z.object({ jobId: z.uuid() });

export function CancelExport({ jobId, name }: { jobId: string; name: string }) {
  const announce = useAnnounce();
  const { submit, isPending, failure } = useActionForm({
    schema,
    defaultValues: { jobId },
    action: cancelExportAction,
    onSuccess: () => {
      keepFocusInTable();
      announce({ tone: 'done', message: 'The export is canceled.' });
    },
  });
  return (
    <Form onSubmit={submit}>
      <Button type="submit" size="small" aria-label={`Cancel ${name}`} pending={isPending}>
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
