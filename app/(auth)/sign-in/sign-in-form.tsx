'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { signIn } from 'next-auth/react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Form } from '@/app/_components/form/form';
import { FormField } from '@/app/_components/form/form-field';
import { Button } from '@/app/_components/ui/button';
import { Input } from '@/app/_components/ui/input';
import { Notice } from '@/app/_components/ui/notice';
import { type SignInInput, signInInputSchema } from '@/lib/auth/password';
import { parseRefusal, type SignInRefusal } from '@/lib/auth/sign-in-refusal';
import { Countdown } from './countdown';

type Failure = SignInRefusal | { readonly status: 'unavailable' };

export function SignInForm({ returnPath }: { returnPath: string }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isDone, setIsDone] = useState(false);
  const form = useForm<SignInInput, unknown, SignInInput>({
    resolver: zodResolver(signInInputSchema, undefined, { raw: true }),
    defaultValues: { email: '', password: '' },
  });

  const submit = form.handleSubmit(async (input) => {
    setFailure(null);
    const refusal = await tryToSignIn(input);
    if (refusal === null) {
      setIsDone(true);
      // A full load: nothing that was fetched while nobody was signed in may be shown again.
      window.location.assign(returnPath);
      return;
    }
    setFailure(refusal);
    form.resetField('password');
    form.setFocus('password');
  });

  const isWaiting = failure !== null && 'waitSeconds' in failure && failure.waitSeconds > 0;
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      {failure === null ? null : (
        <FailureNotice failure={failure} onOver={() => setFailure(null)} />
      )}
      <FormField form={form} name="email" label="E-mail">
        {(control) => <Input {...control} type="email" autoComplete="username" />}
      </FormField>
      <FormField form={form} name="password" label="Password">
        {(control) => <Input {...control} type="password" autoComplete="current-password" />}
      </FormField>
      <Button
        type="submit"
        variant="primary"
        pending={form.formState.isSubmitting || isDone}
        unavailable={isWaiting}
      >
        Sign in
      </Button>
    </Form>
  );
}

/** Null when it worked. */
async function tryToSignIn(input: SignInInput): Promise<Failure | null> {
  try {
    const answer = await signIn('credentials', { ...input, redirect: false });
    if (answer?.ok === true && !answer.error) {
      return null;
    }
    return parseRefusal(answer?.error ?? '') ?? { status: 'unavailable' };
  } catch {
    return { status: 'unavailable' };
  }
}

function FailureNotice({ failure, onOver }: { failure: Failure; onOver: () => void }) {
  if (failure.status === 'unavailable') {
    return (
      <Notice role="alert" tone="red" title="The server did not answer">
        Your e-mail is still here. Try again in a moment.
      </Notice>
    );
  }
  const title =
    failure.status === 'refused'
      ? 'E-mail or password is wrong'
      : 'Too many attempts on this account';
  return (
    <Notice role="alert" tone="red" title={title}>
      {failure.waitSeconds === 0 ? (
        'Check both and try again.'
      ) : (
        <Countdown seconds={failure.waitSeconds} onOver={onOver} />
      )}
    </Notice>
  );
}
