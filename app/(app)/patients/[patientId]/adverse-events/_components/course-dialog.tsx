'use client';

import { type ReactNode, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DialogActions, DialogClose } from '@/app/_components/ui/dialog';
import { useAnnounce } from '@/app/_components/ui/toast';
import { amendRecordAction } from '@/app/(app)/patients/[patientId]/records/[recordId]/actions';
import { RecordLink } from '@/app/(app)/patients/[patientId]/therapy/_components/record-link';
import type { ListedAdverseEvent } from '@/lib/course/adverse-event-list';
import { withCourseReason } from '@/lib/visits/adverse-event-values';
import {
  type AmendmentValues,
  amendmentFormSchema,
  toAmendmentInput,
} from '@/lib/visits/record-entry-values';

type CourseForm = UseFormReturn<AmendmentValues, unknown, AmendmentValues>;

type Props = {
  event: ListedAdverseEvent;
  patientId: string;
  values: AmendmentValues;
  title: string;
  /** Said when it is saved. */
  saved: string;
  trigger: ReactNode;
  children: (form: CourseForm) => ReactNode;
};

/** A short form over the correction of a record: the version before it stays, with its reason. */
export function CourseDialog({ title, trigger, ...rest }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const { grades } = rest.event;
  const course = grades.map(({ grade, on }) => `grade ${grade} from ${on}`).join(', ');
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={trigger}
      title={title}
      description={`So far: ${course}.`}
    >
      <CourseForm {...rest} onDone={() => setIsOpen(false)} />
    </GuardedDialog>
  );
}

type FormProps = Omit<Props, 'title' | 'trigger'> & { onDone: () => void };

function CourseForm({ event, patientId, values, saved, children, onDone }: FormProps) {
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm({
    schema: amendmentFormSchema,
    defaultValues: values,
    action: ({ submissionId, values: typed }) =>
      amendRecordAction({
        submissionId,
        values: toAmendmentInput(withCourseReason(typed, event.grades.length)),
      }),
    onSuccess: () => {
      announce({ tone: 'done', message: saved });
      onDone();
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      {children(form)}
      <p className="text-dense text-muted">
        Something else is wrong?{' '}
        <RecordLink patientId={patientId} recordId={event.recordId}>
          Correct the record
        </RecordLink>
      </p>
      <DialogActions>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={isPending}>
          {isPending ? 'Saving…' : 'Save'}
        </Button>
      </DialogActions>
    </Form>
  );
}
