'use client';

import { useRef, useState } from 'react';
import { DraftOffer } from '@/app/_components/form/draft-offer';
import { DraftStatus } from '@/app/_components/form/draft-status';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormCheckbox } from '@/app/_components/form/form-field';
import { SubmitBar } from '@/app/_components/form/submit-bar';
import { isRepeated, useActionForm } from '@/app/_components/form/use-action-form';
import {
  type DraftPlace,
  type StoredDraft,
  useServerDraft,
} from '@/app/_components/form/use-server-draft';
import { LabReportEntry } from '@/app/_components/records/lab-report-entry';
import { recordFields } from '@/app/_components/records/record-field';
import { LinkButton } from '@/app/_components/ui/link-button';
import { ChangedPlanNotice } from '@/app/(app)/patients/[patientId]/_components/changed-plan-notice';
import { EntrySaved } from '@/app/(app)/patients/[patientId]/_components/entry-saved';
import { useOpenedPlan } from '@/app/(app)/patients/[patientId]/_components/use-opened-plan';
import type { SuggestionNote } from '@/lib/course/adverse-event-suggestions';
import type { PlanChange } from '@/lib/course/plan-change';
import { type CivilDate, civilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import type { LabFormView } from '@/lib/visits/lab-form-view';
import {
  blankLabReport,
  recordLabReportFormSchema,
  toRecordLabReportInput,
} from '@/lib/visits/lab-report-values';
import { recordLabReportAction } from '../actions';

type Props = {
  view: LabFormView;
  enrollmentId: string;
  /** Of the enrollment, as the form was opened. */
  enrollmentVersion: number;
  place: DraftPlace & { patientId: string };
  draft: StoredDraft | null;
};

type Saved = {
  collectedOn: CivilDate;
  change: PlanChange;
  suggested: readonly SuggestionNote[];
};

/** A report that arrives without the patient. */
export function LabReportForm(props: Props) {
  const [saved, setSaved] = useState<Saved | null>(null);
  // A form that was saved starts over with what is due then.
  const [round, setRound] = useState(0);
  const startOver = () => {
    setSaved(null);
    setRound((before) => before + 1);
  };
  return saved === null ? (
    <LabReportTyping key={round} {...props} onSaved={setSaved} />
  ) : (
    <EntrySaved
      patientId={props.place.patientId}
      title={`Lab report of ${proseDate(saved.collectedOn)} saved`}
      change={saved.change}
      suggested={saved.suggested}
      anotherLabel="Enter another report"
      onAnother={startOver}
    />
  );
}

function LabReportTyping({
  view,
  enrollmentId,
  enrollmentVersion,
  place,
  draft: stored,
  onSaved,
}: Props & { onSaved: (saved: Saved) => void }) {
  const discardDraft = useRef(() => {});
  const plan = useOpenedPlan(enrollmentVersion);
  const { form, submit, isPending, failure } = useActionForm({
    schema: recordLabReportFormSchema,
    defaultValues: { enrollmentId, report: blankLabReport(view), repeatedReportsConfirmed: false },
    action: ({ submissionId, values }) =>
      recordLabReportAction({
        submissionId,
        values: { ...toRecordLabReportInput(values), enrollmentVersion: plan.enrollmentVersion },
      }),
    onSuccess: ({ change, suggested }) => {
      discardDraft.current();
      const collectedOn = civilDate(form.getValues('report.collectedOn').trim());
      onSaved({ collectedOn, change, suggested });
    },
  });
  const draft = useServerDraft({ form, place, stored });
  discardDraft.current = draft.discard;
  const changed = plan.changedIn(failure);
  return (
    <Form onSubmit={submit} className="flex max-w-4xl flex-col gap-4">
      <div>
        <h2 className="font-semibold text-large">Enter lab report</h2>
        <p className="text-muted">
          For a report without a visit. What is left blank was not measured. Enter goes to the next
          value, Ctrl+Enter saves.
        </p>
      </div>
      <DraftOffer draft={draft} what="A lab report" />
      <FormErrorSummary form={form} failure={plan.openFailure(failure)} />
      {changed === null ? null : (
        <ChangedPlanNotice
          changed={changed}
          onGoOn={() => {
            plan.goOn(changed);
            form.setFocus('report.collectedOn');
          }}
        />
      )}
      {isRepeated(failure, 'report') ? (
        <FormCheckbox
          form={form}
          name="repeatedReportsConfirmed"
          leavesFocus
          label="This is another report"
        />
      ) : null}
      <LabReportEntry fields={recordFields(form, 'report')} labs={view} />
      <SubmitBar
        label="Save report"
        isPending={isPending}
        status={<DraftStatus draft={draft.status} />}
        secondary={
          <LinkButton href={`/patients/${place.patientId}/labs`} variant="quiet">
            Cancel
          </LinkButton>
        }
      />
    </Form>
  );
}
