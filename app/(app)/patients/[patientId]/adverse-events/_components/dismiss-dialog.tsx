'use client';

import { useState } from 'react';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DialogActions, DialogClose } from '@/app/_components/ui/dialog';
import { Textarea } from '@/app/_components/ui/textarea';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { AdverseEventSuggestion } from '@/lib/course/adverse-event-suggestions';
import { dismissSuggestionInputSchema } from '@/lib/records/adverse-event-input';
import { dismissSuggestionAction } from '../actions';

type Props = { suggestion: AdverseEventSuggestion; enrollmentId: string };

export function DismissDialog({ suggestion, enrollmentId }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const { name, grade } = suggestion;
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button size="small" data-row-dismiss aria-label={`No adverse event: ${name}`}>
          No adverse event
        </Button>
      }
      title={`No adverse event: ${name}`}
      description={
        grade === null
          ? 'It is asked about again once it has a grade.'
          : `It is asked about again only when it is worse than grade ${grade}.`
      }
    >
      <DismissForm
        suggestion={suggestion}
        enrollmentId={enrollmentId}
        onDone={() => setIsOpen(false)}
      />
    </GuardedDialog>
  );
}

function DismissForm({ suggestion, enrollmentId, onDone }: Props & { onDone: () => void }) {
  const { term, name, grade, evidence } = suggestion;
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm({
    schema: dismissSuggestionInputSchema,
    defaultValues: {
      enrollmentId,
      term,
      grade,
      suggestedBy: evidence[0]?.recordId ?? '',
      reason: '',
    },
    action: dismissSuggestionAction,
    onSuccess: () => {
      announce({ tone: 'done', message: `${name} is no adverse event.` });
      onDone();
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FormField
        form={form}
        name="reason"
        label="Why it is none"
        hint="What else explains it, or why it does not count."
      >
        {(control) => <Textarea {...control} />}
      </FormField>
      <DialogActions>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={isPending}>
          {isPending ? 'Saving…' : 'Not an adverse event'}
        </Button>
      </DialogActions>
    </Form>
  );
}
