'use client';

import { Form } from '@/app/_components/form/form';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { keepFocusInTable } from '@/app/_components/ui/keep-focus-in-table';
import { useAnnounce } from '@/app/_components/ui/toast';
import { revokeTokenInputSchema } from '@/lib/api/token';
import { revokeTokenAction } from '../actions';

export function RevokeToken({ tokenId, name }: { tokenId: string; name: string }) {
  const announce = useAnnounce();
  const { submit, isPending, failure } = useActionForm({
    schema: revokeTokenInputSchema,
    defaultValues: { tokenId },
    action: revokeTokenAction,
    onSuccess: () => {
      keepFocusInTable();
      announce({ tone: 'done', message: `The token “${name}” is revoked.` });
    },
  });
  return (
    <Form onSubmit={submit}>
      <Button type="submit" size="small" aria-label={`Revoke ${name}`} pending={isPending}>
        Revoke
      </Button>
      {failure === null ? null : (
        <p role="alert" className="pt-1 text-red text-small">
          {failure.message}
        </p>
      )}
    </Form>
  );
}
