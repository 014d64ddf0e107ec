'use client';

import type { ReactNode } from 'react';
import type { FieldPath, FieldValues } from 'react-hook-form';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import type { ActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DialogActions, DialogClose } from '@/app/_components/ui/dialog';
import { Textarea } from '@/app/_components/ui/textarea';

export type AdjustmentTarget = {
  enrollmentId: string;
  occurrenceKey: string;
  title: string;
  onDone: () => void;
};

type Props<Values extends FieldValues> = {
  actionForm: ActionForm<Values>;
  explanation: string;
  submitLabel: string;
  children?: ReactNode;
};

/** What the four forms share: what will happen, the reason, the button. */
export function AdjustmentForm<Values extends FieldValues & { reason: string }>(
  props: Props<Values>,
) {
  const { explanation, submitLabel, children } = props;
  const { form, submit, isPending, failure } = props.actionForm;
  // A path of every form that has a reason, which the compiler cannot derive for a type parameter.
  const reason = 'reason' as FieldPath<Values>;
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <p className="text-muted">{explanation}</p>
      {children}
      <FormField form={form} name={reason} label="Reason" hint="Stands in the audit trail.">
        {(control) => <Textarea {...control} />}
      </FormField>
      <DialogActions>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={isPending}>
          {submitLabel}
        </Button>
      </DialogActions>
    </Form>
  );
}
