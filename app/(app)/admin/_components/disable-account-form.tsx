'use client';

import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DialogActions } from '@/app/_components/ui/dialog';
import { useAnnounce } from '@/app/_components/ui/toast';
import { setAccountDisabledInputSchema } from '@/lib/auth/member';
import type { MemberView } from '@/lib/server/accounts/queries';
import { setAccountDisabledAction } from '../actions';
import { ReasonField } from './reason-field';

type Props = { member: MemberView; onDone: () => void };

export function DisableAccountForm({ member, onDone }: Props) {
  const announce = useAnnounce();
  const { membershipId, displayName } = member;
  const isDisabled = !member.isDisabled;
  const { form, submit, isPending, failure } = useActionForm({
    schema: setAccountDisabledInputSchema,
    defaultValues: { membershipId, isDisabled, reason: '' },
    action: setAccountDisabledAction,
    onSuccess: () => {
      const message = isDisabled
        ? `${displayName} is signed out and cannot sign in again.`
        : `${displayName} can sign in again.`;
      announce({ tone: 'done', message });
      onDone();
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <p>
        {isDisabled
          ? 'All sessions end at once, at every site. What was recorded stays, with the name beside it.'
          : 'The old password holds; sessions from before stay ended.'}
      </p>
      <ReasonField form={form} />
      <DialogActions>
        <Button type="submit" variant={isDisabled ? 'danger' : 'primary'} pending={isPending}>
          {isDisabled ? 'Disable account' : 'Open account'}
        </Button>
      </DialogActions>
    </Form>
  );
}
