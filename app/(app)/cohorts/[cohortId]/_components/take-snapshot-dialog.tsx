'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DateField } from '@/app/_components/ui/date-field';
import { DialogActions } from '@/app/_components/ui/dialog';
import { Input } from '@/app/_components/ui/input';
import { Textarea } from '@/app/_components/ui/textarea';
import { useAnnounce } from '@/app/_components/ui/toast';
import { type TakeSnapshotInput, takeSnapshotInputSchema } from '@/lib/analysis/snapshot';
import { takeSnapshotAction } from '../snapshots/actions';

type Props = {
  cohortId: string;
  /** Of the cohort as it is shown. */
  version: number;
  today: string;
  /** Of the snapshot to be taken, for its name. */
  number: number;
};

export function TakeSnapshotDialog(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button variant="primary">Take a snapshot</Button>}
      title="Take a snapshot"
      description="Freezes who is in now by the conditions as saved, and everything recorded of them. It can never be changed or deleted."
    >
      <SnapshotForm {...props} />
    </GuardedDialog>
  );
}

function SnapshotForm({ cohortId, version, today, number }: Props) {
  const router = useRouter();
  const announce = useAnnounce();
  const [submissionId, setSubmissionId] = useState<string | null>(null);
  const [isTaken, setIsTaken] = useState(false);
  const { form, submit, isPending, failure } = useActionForm<
    TakeSnapshotInput,
    { readonly snapshotId: string }
  >({
    schema: takeSnapshotInputSchema,
    defaultValues: {
      cohortId,
      version,
      name: `Snapshot ${number}, ${today}`,
      note: '',
      cutOff: '',
    },
    action: (submission) => {
      setSubmissionId(submission.submissionId);
      return takeSnapshotAction(submission);
    },
    onSuccess: ({ snapshotId }) => {
      setIsTaken(true);
      announce({ tone: 'done', message: 'The snapshot is frozen.' });
      router.push(`/cohorts/${cohortId}/snapshots/${snapshotId}` as Route);
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FormField form={form} name="name" label="Name">
        {(control) => <Input {...control} autoComplete="off" />}
      </FormField>
      <FormField
        form={form}
        name="cutOff"
        label="Data up to"
        hint={`Of who is in now, what is dated later is left out. Empty: today, ${today}.`}
        optional
      >
        {(control) => <DateField {...control} today={today} />}
      </FormField>
      <FormField form={form} name="note" label="Note" optional>
        {(control) => <Textarea {...control} rows={2} />}
      </FormField>
      {isPending && submissionId !== null ? (
        <Progress cohortId={cohortId} submissionId={submissionId} />
      ) : null}
      <DialogActions>
        <Button type="submit" variant="primary" pending={isPending || isTaken}>
          {isTaken ? 'Opening…' : isPending ? 'Freezing…' : 'Freeze'}
        </Button>
      </DialogActions>
    </Form>
  );
}

type Done = { readonly done: number; readonly total: number };

/** Asked for while the snapshot is taken; another process may take it, and then there is nothing to tell. */
function Progress({ cohortId, submissionId }: { cohortId: string; submissionId: string }) {
  const [progress, setProgress] = useState<Done | null>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      fetch(`/cohorts/${cohortId}/snapshots/progress?submission=${submissionId}`)
        .then((answer) => (answer.ok ? answer.json() : null))
        .then((told: Done | null) => setProgress((before) => told ?? before))
        .catch(() => {});
    }, 700);
    return () => clearInterval(timer);
  }, [cohortId, submissionId]);
  return progress === null || progress.total === 0 ? null : (
    <div className="flex flex-col gap-1">
      <progress
        className="w-full"
        aria-label="Men frozen"
        value={progress.done}
        max={progress.total}
      />
      <p className="text-dense text-muted">
        {progress.done} of {progress.total} men. It goes on when you leave this page, and then
        stands in the list.
      </p>
    </div>
  );
}
