'use client';

import type { z } from 'zod';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { InjectionExceptionFields } from '@/app/_components/records/injection-exception-fields';
import { recordFields } from '@/app/_components/records/record-field';
import { Button } from '@/app/_components/ui/button';
import { DialogActions, DialogClose } from '@/app/_components/ui/dialog';
import type { PlanChange } from '@/lib/course/plan-change';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { Drug } from '@/lib/records/therapy';
import { injectionExceptionInputSchema } from '@/lib/records/therapy-change';
import { injectionExceptionAction } from '../actions';

type Props = {
  enrollmentId: string;
  drug: Drug;
  plannedOn: CivilDate;
  today: CivilDate;
  onSaved: (change: PlanChange) => void;
};

type Values = z.input<typeof injectionExceptionInputSchema>;

export function InjectionExceptionForm({ enrollmentId, drug, plannedOn, today, onSaved }: Props) {
  const content = { kind: 'missed', drug, givenOn: today, amount: '', reason: '' };
  const { form, submit, isPending, failure } = useActionForm({
    schema: injectionExceptionInputSchema,
    defaultValues: {
      enrollmentId,
      change: { on: plannedOn, content: content as unknown as Values['change']['content'] },
    },
    action: injectionExceptionAction,
    onSuccess: ({ change }) => onSaved(change),
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <InjectionExceptionFields
        fields={recordFields(form, 'change.content')}
        today={today}
        asksDrug={false}
      />
      <DialogActions>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={isPending}>
          {isPending ? 'Saving…' : 'Record'}
        </Button>
      </DialogActions>
    </Form>
  );
}
