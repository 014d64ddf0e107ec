'use client';

import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormCheckbox, FormField } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DialogActions } from '@/app/_components/ui/dialog';
import { Input } from '@/app/_components/ui/input';
import { type Option, Select } from '@/app/_components/ui/select';
import { useAnnounce } from '@/app/_components/ui/toast';
import { type AddMemberInput, addMemberInputSchema } from '@/lib/auth/member';
import { passwordMinLength } from '@/lib/auth/password';
import { addMemberAction } from '../actions';
import { identityHint, roleOptions } from './role-options';

type Props = { sites: readonly Option[]; onDone: () => void };

export function AddMemberForm({ sites, onDone }: Props) {
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm<AddMemberInput, AddedMember>({
    schema: addMemberInputSchema,
    defaultValues: {
      siteId: sites[0]?.value ?? '',
      role: 'staff',
      seesIdentity: false,
      email: '',
      displayName: '',
      initialPassword: '',
    },
    action: addMemberAction,
    onSuccess: ({ wasKnown }) => {
      announce({ tone: 'done', message: wasKnown ? addedKnown : addedNew });
      onDone();
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FormField form={form} name="siteId" label="Site">
        {(control) => <Select {...control} options={sites} />}
      </FormField>
      <FormField form={form} name="displayName" label="Name">
        {(control) => <Input {...control} />}
      </FormField>
      <FormField form={form} name="email" label="E-mail">
        {(control) => <Input {...control} type="email" spellCheck={false} />}
      </FormField>
      <FormField form={form} name="role" label="Role">
        {(control) => <Select {...control} options={roleOptions} />}
      </FormField>
      <FormCheckbox form={form} name="seesIdentity" label="May read names" hint={identityHint} />
      <FormField
        form={form}
        name="initialPassword"
        label="First password"
        hint={`At least ${passwordMinLength} characters, handed over in person and changed under Account.`}
      >
        {(control) => <Input {...control} type="text" spellCheck={false} />}
      </FormField>
      <DialogActions>
        <Button type="submit" variant="primary" pending={isPending}>
          Add person
        </Button>
      </DialogActions>
    </Form>
  );
}

type AddedMember = { userId: string; wasKnown: boolean };

const addedNew = 'Added. The first password opens the account.';
const addedKnown = 'Added. The person was known already and keeps name and password.';
