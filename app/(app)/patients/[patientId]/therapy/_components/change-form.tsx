'use client';

import type { ReactNode } from 'react';
import type { FieldPath, FieldValues } from 'react-hook-form';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import type { ActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DateField } from '@/app/_components/ui/date-field';
import { DialogActions, DialogClose } from '@/app/_components/ui/dialog';
import { Textarea } from '@/app/_components/ui/textarea';
import type { PlanChange } from '@/lib/course/plan-change';
import type { LeadingFlag } from '@/lib/therapy/leading-flag';
import type { TherapyView } from '@/lib/therapy/therapy-view';

/** What each of the small forms of this page is given. */
export type ChangeFormProps = {
  enrollmentId: string;
  view: TherapyView;
  /** Because of which the change is made. */
  flag: LeadingFlag | null;
  /** Says in one line what was saved. */
  onSaved: (title: string, change: PlanChange) => void;
};

type Props<Values extends FieldValues> = {
  actionForm: ActionForm<Values>;
  saveLabel: string;
  /** Red, for what ends something. */
  isFinal?: boolean;
  children: ReactNode;
};

/** The frame that the forms share: errors above, buttons below. */
export function ChangeForm<Values extends FieldValues>(props: Props<Values>) {
  const { actionForm, saveLabel, isFinal = false, children } = props;
  const { form, submit, isPending, failure } = actionForm;
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      {children}
      <DialogActions>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant={isFinal ? 'danger' : 'primary'} pending={isPending}>
          {isPending ? 'Saving…' : saveLabel}
        </Button>
      </DialogActions>
    </Form>
  );
}

type FieldProps<Values extends FieldValues> = Pick<ActionForm<Values>, 'form'> & {
  name: FieldPath<Values>;
  label: string;
};

type DayProps<Values extends FieldValues> = FieldProps<Values> & { today: string; hint?: string };

export function DayField<Values extends FieldValues>(props: DayProps<Values>) {
  const { form, name, label, today, hint } = props;
  return (
    <FormField form={form} name={name} label={label} hint={hint}>
      {(control) => <DateField {...control} today={today} />}
    </FormField>
  );
}

export function NoteField<Values extends FieldValues>(
  props: FieldProps<Values> & { optional?: boolean },
) {
  const { form, name, label, optional } = props;
  return (
    <FormField form={form} name={name} label={label} optional={optional}>
      {(control) => <Textarea {...control} />}
    </FormField>
  );
}
