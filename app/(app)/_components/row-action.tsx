'use client';

import type { DefaultValues, FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import { Form } from '@/app/_components/form/form';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { keepFocusInTable } from '@/app/_components/ui/keep-focus-in-table';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { ActionResult, Submission } from '@/lib/core/action-result';

type Props<Values extends FieldValues, Data> = {
  /** What the button says, and what it says to who does not see its row. */
  label: string;
  name?: string;
  schema: z.ZodType<unknown, Values>;
  values: DefaultValues<Values>;
  action: (submission: Submission<Values>) => Promise<ActionResult<Data>>;
  /** Said when it is done. */
  done: string;
};

/** One button in a row that does one thing, and goes away with it. */
export function RowAction<Values extends FieldValues, Data>(props: Props<Values, Data>) {
  const { label, name, schema, values, action, done } = props;
  const announce = useAnnounce();
  const { submit, isPending, failure } = useActionForm<Values, Data>({
    schema,
    defaultValues: values,
    action,
    onSuccess: () => {
      keepFocusInTable();
      announce({ tone: 'done', message: done });
    },
  });
  return (
    <Form onSubmit={submit}>
      <Button type="submit" size="small" aria-label={name} pending={isPending}>
        {label}
      </Button>
      {failure === null ? null : (
        <p role="alert" className="pt-1 text-red text-small">
          {failure.message}
        </p>
      )}
    </Form>
  );
}
