'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type FormEvent, useRef, useState } from 'react';
import {
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import type { z } from 'zod';
import type { ActionError, ActionResult, Submission } from '@/lib/core/action-result';
import type { ErrorCode } from '@/lib/core/error-code';
import { useUnsavedMark } from './guarded-dialog';
import { listErrors } from './list-errors';
import { newSubmissionId } from './new-submission-id';
import { useLeaveWarning } from './use-leave-warning';

type Options<Values extends FieldValues, Data> = {
  /** The same schema that the server parses with; what is sent is its input, not its output. */
  schema: z.ZodType<unknown, Values>;
  /** Complete, or a field without a default counts as changed from the start. */
  defaultValues: DefaultValues<Values>;
  /** Answers, and never redirects: where to go next is for `onSuccess`. */
  action: (submission: Submission<Values>) => Promise<ActionResult<Data>>;
  onSuccess: (data: Data) => void;
};

/** A refusal by the server, or no answer at all. */
export type FormFailure = Omit<ActionError, 'code'> & { code: ErrorCode | 'UNREACHABLE' };

export type ActionForm<Values extends FieldValues> = {
  form: UseFormReturn<Values, unknown, Values>;
  /** For `<Form onSubmit={submit}>`. */
  submit: (event?: FormEvent) => Promise<void>;
  isPending: boolean;
  /** The last refusal, until the next attempt. */
  failure: FormFailure | null;
};

/**
 * A form over a shared schema. Whatever goes wrong, what was typed stays: refusals come back beside the
 * fields, an ended session or a lost connection asks to save again. The submission id stays the same
 * until a save has succeeded, so that a repeat after a lost answer writes nothing twice.
 */
export function useActionForm<Values extends FieldValues, Data>(
  options: Options<Values, Data>,
): ActionForm<Values> {
  const { schema, defaultValues, action, onSuccess } = options;
  const form = useForm<Values, unknown, Values>({
    resolver: zodResolver(schema, undefined, { raw: true }),
    defaultValues,
  });
  const [failure, setFailure] = useState<FormFailure | null>(null);
  const submissionId = useRef<string | null>(null);
  const isUnderWay = useRef(false);
  const { isDirty, isSubmitting } = form.formState;
  useLeaveWarning(isDirty);
  useUnsavedMark(isDirty);

  const send = async (values: Values) => {
    setFailure(null);
    submissionId.current ??= newSubmissionId();
    const answer = await ask(() => action({ submissionId: submissionId.current ?? '', values }));
    if (answer.ok) {
      submissionId.current = null;
      form.reset(values);
      onSuccess(answer.data);
    } else {
      setFailure(answer.error);
      showFieldErrors(form, answer.error.fieldErrors ?? {});
    }
  };

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    // A second press before React has drawn the first one would still find the button enabled.
    if (isUnderWay.current) {
      return;
    }
    isUnderWay.current = true;
    try {
      await form.handleSubmit(send)(event);
    } finally {
      isUnderWay.current = false;
    }
  };

  return { form, submit, isPending: isSubmitting, failure };
}

const unreachable: FormFailure = {
  code: 'UNREACHABLE',
  message: 'The server did not answer. What you typed is still here: save again.',
};

type Answer<Data> = { ok: true; data: Data } | { ok: false; error: FormFailure };

/** An action answers with a result; if it throws all the same, the answer was lost on the way. */
async function ask<Data>(call: () => Promise<ActionResult<Data>>): Promise<Answer<Data>> {
  try {
    return await call();
  } catch {
    return { ok: false, error: unreachable };
  }
}

function showFieldErrors<Values extends FieldValues>(
  form: UseFormReturn<Values, unknown, Values>,
  fieldErrors: Record<string, string[]>,
) {
  // Paths come from the same schema on the server, so they are paths of this form.
  const paths = Object.keys(fieldErrors) as FieldPath<Values>[];
  for (const path of paths) {
    form.setError(path, { type: 'server', message: (fieldErrors[path] ?? []).join(' ') });
  }
  focusFirst(form, paths);
}

function focusFirst<Values extends FieldValues>(
  form: UseFormReturn<Values, unknown, Values>,
  paths: readonly FieldPath<Values>[],
) {
  const errors = Object.fromEntries(paths.map((path) => [path, form.getFieldState(path).error]));
  const [first] = listErrors(errors);
  first?.element?.focus();
}

/** Whether what was refused as recorded already is, or stands in, this part of the form. */
export function isRepeated(failure: FormFailure | null, part: string): boolean {
  return (
    failure?.code === 'DUPLICATE' &&
    Object.keys(failure.fieldErrors ?? {}).some((field) => field.split('.')[0] === part)
  );
}
