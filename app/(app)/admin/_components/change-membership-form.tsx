'use client';

import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormCheckbox, FormField } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DialogActions } from '@/app/_components/ui/dialog';
import { Select } from '@/app/_components/ui/select';
import { useAnnounce } from '@/app/_components/ui/toast';
import { changeMembershipInputSchema } from '@/lib/auth/member';
import type { MemberView } from '@/lib/server/accounts/queries';
import { changeMembershipAction } from '../actions';
import { ReasonField } from './reason-field';
import { identityHint, roleOptions } from './role-options';

type Props = { member: MemberView; onDone: () => void };

export function ChangeMembershipForm({ member, onDone }: Props) {
  const announce = useAnnounce();
  const { membershipId, role, seesIdentity, displayName } = member;
  const { form, submit, isPending, failure } = useActionForm({
    schema: changeMembershipInputSchema,
    defaultValues: { membershipId, role, seesIdentity, isEnded: false, reason: '' },
    action: changeMembershipAction,
    onSuccess: () => {
      announce({ tone: 'done', message: `Changed for ${displayName}; it holds from now on.` });
      onDone();
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FormField form={form} name="role" label="Role">
        {(control) => <Select {...control} options={roleOptions} />}
      </FormField>
      <FormCheckbox form={form} name="seesIdentity" label="May read names" hint={identityHint} />
      <FormCheckbox form={form} name="isEnded" label="No longer works at this site" />
      <ReasonField form={form} />
      <DialogActions>
        <Button type="submit" variant="primary" pending={isPending}>
          Save
        </Button>
      </DialogActions>
    </Form>
  );
}
