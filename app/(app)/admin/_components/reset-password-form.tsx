'use client';

import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DialogActions } from '@/app/_components/ui/dialog';
import { Input } from '@/app/_components/ui/input';
import { useAnnounce } from '@/app/_components/ui/toast';
import { resetPasswordInputSchema } from '@/lib/auth/member';
import type { MemberView } from '@/lib/server/accounts/queries';
import { resetPasswordAction } from '../actions';
import { ReasonField } from './reason-field';

type Props = { member: MemberView; onDone: () => void };

export function ResetPasswordForm({ member, onDone }: Props) {
  const announce = useAnnounce();
  const { membershipId, displayName } = member;
  const { form, submit, isPending, failure } = useActionForm({
    schema: resetPasswordInputSchema,
    defaultValues: { membershipId, newPassword: '', reason: '' },
    action: resetPasswordAction,
    onSuccess: () => {
      announce({ tone: 'done', message: `New password set; ${displayName} is signed out.` });
      onDone();
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FormField
        form={form}
        name="newPassword"
        label="New password"
        hint="Hand it over in person, and ask for it to be changed under Account."
      >
        {(control) => <Input {...control} type="text" autoComplete="off" spellCheck={false} />}
      </FormField>
      <ReasonField form={form} />
      <DialogActions>
        <Button type="submit" variant="primary" pending={isPending}>
          Set password
        </Button>
      </DialogActions>
    </Form>
  );
}
