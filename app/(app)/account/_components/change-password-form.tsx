'use client';

import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { Input } from '@/app/_components/ui/input';
import { useAnnounce } from '@/app/_components/ui/toast';
import { changePasswordInputSchema, passwordMinLength } from '@/lib/auth/password';
import { changePasswordAction } from '../actions';

const empty = { currentPassword: '', newPassword: '', repeatedPassword: '' };

export function ChangePasswordForm({ email }: { email: string }) {
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm({
    schema: changePasswordInputSchema,
    defaultValues: empty,
    action: changePasswordAction,
    onSuccess: () => {
      form.reset(empty);
      announce({ tone: 'done', message: 'Password changed. Your other sessions have ended.' });
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      {/* Tells password managers whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <FormField form={form} name="currentPassword" label="Current password">
        {(control) => <Input {...control} type="password" autoComplete="current-password" />}
      </FormField>
      <FormField
        form={form}
        name="newPassword"
        label="New password"
        hint={`At least ${passwordMinLength} characters; a few words are easier to remember than symbols.`}
      >
        {(control) => <Input {...control} type="password" autoComplete="new-password" />}
      </FormField>
      <FormField form={form} name="repeatedPassword" label="New password again">
        {(control) => <Input {...control} type="password" autoComplete="new-password" />}
      </FormField>
      <div>
        <Button type="submit" variant="primary" pending={isPending}>
          Change password
        </Button>
      </div>
    </Form>
  );
}
