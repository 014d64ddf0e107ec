'use client';

import { Copy } from 'lucide-react';
import { useState } from 'react';
import { bindBox } from '@/app/_components/form/bind-field';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField, FormRadioGroup, useFieldError } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { Checkbox } from '@/app/_components/ui/checkbox';
import { FieldGroup } from '@/app/_components/ui/field-group';
import { Input } from '@/app/_components/ui/input';
import { Notice } from '@/app/_components/ui/notice';
import { useAnnounce } from '@/app/_components/ui/toast';
import {
  type CreateTokenInput,
  createTokenInputSchema,
  type TokenScope,
  tokenDays,
} from '@/lib/api/token';
import { createTokenAction } from '../actions';

type Props = {
  /** What the person may do somewhere. */
  scopes: readonly { readonly key: TokenScope; readonly sentence: string }[];
};

const empty: CreateTokenInput = { name: '', scopes: ['patient:read'], days: '90' };

export function TokenForm({ scopes }: Props) {
  const [token, setToken] = useState<string | null>(null);
  const { form, submit, isPending, failure } = useActionForm<
    CreateTokenInput,
    { readonly token: string }
  >({
    schema: createTokenInputSchema,
    defaultValues: empty,
    action: createTokenAction,
    onSuccess: (created) => {
      form.reset(empty);
      setToken(created.token);
    },
  });
  const scopesError = useFieldError({ form, name: 'scopes' });
  return (
    <Form onSubmit={submit} aria-label="New access token" className="flex flex-col gap-4">
      <h3 className="font-medium">New token</h3>
      <FormErrorSummary form={form} failure={failure} />
      {token === null ? null : <NewToken token={token} />}
      <FormField form={form} name="name" label="What it is for">
        {(control) => <Input {...control} />}
      </FormField>
      <FieldGroup legend="What it may do" error={scopesError}>
        {scopes.map(({ key, sentence }) => (
          <Checkbox
            key={key}
            {...bindBox(form, 'scopes', key)}
            label={
              <>
                {sentence} <code className="text-dense text-muted">{key}</code>
              </>
            }
          />
        ))}
      </FieldGroup>
      <FormRadioGroup
        form={form}
        name="days"
        legend="How long it lasts"
        layout="row"
        choices={tokenDays.map((days) => ({ value: String(days), label: `${days} days` }))}
      />
      <div>
        <Button type="submit" pending={isPending}>
          Make the token
        </Button>
      </div>
    </Form>
  );
}

function NewToken({ token }: { token: string }) {
  const announce = useAnnounce();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(token);
      announce({ tone: 'done', message: 'The token is copied.' });
    } catch {
      announce({ tone: 'red', message: 'The browser did not allow copying.' });
    }
  };
  return (
    <Notice
      tone="done"
      role="alert"
      title="Copy the token now: it is not shown again"
      action={
        <Button aria-label="Copy the token" onClick={copy}>
          <Copy aria-hidden className="size-4" />
          Copy
        </Button>
      }
    >
      <code className="break-all">{token}</code>
    </Notice>
  );
}
