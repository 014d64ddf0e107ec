'use client';

import Link from 'next/link';
import { useRef, useState } from 'react';
import { useFormState } from 'react-hook-form';
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
import { DateInput, NoteField, recordFields } from '@/app/_components/records/record-field';
import { LinkButton } from '@/app/_components/ui/link-button';
import { ChangedPlanNotice } from '@/app/(app)/patients/[patientId]/_components/changed-plan-notice';
import { EntrySaved } from '@/app/(app)/patients/[patientId]/_components/entry-saved';
import { useOpenedPlan } from '@/app/(app)/patients/[patientId]/_components/use-opened-plan';
import type { SuggestionNote } from '@/lib/course/adverse-event-suggestions';
import type { PlanChange } from '@/lib/course/plan-change';
import { type CivilDate, civilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import { visitFormSchema } from '@/lib/visits/visit-form-schema';
import type { VisitFormView } from '@/lib/visits/visit-form-view';
import { blankVisit, toVisitInput } from '@/lib/visits/visit-values';
import { recordVisitAction } from '../actions';
import { CheckSection } from './check-section';
import { DrugsSection } from './drugs-section';
import { Iief5Section } from './iief-5-section';
import { LabsSection } from './labs-section';
import { ProceduresSection } from './procedures-section';
import { QuestionnaireSection } from './questionnaire-section';
import { DispensingSection, DrugReturnSection, RemsSection } from './rems-sections';
import { SemenSection } from './semen-section';
import { SymptomSection } from './symptom-section';
import { useDatesFollowVisit } from './use-dates-follow-visit';
import { useVisitPreview } from './use-visit-preview';
import { VisitPreviewPanel } from './visit-preview-panel';
import type { SectionProps } from './visit-section';
import { VitalsSection } from './vitals-section';

type Props = {
  view: VisitFormView;
  enrollmentId: string;
  /** Of the enrollment, as the form was opened. */
  enrollmentVersion: number;
  place: DraftPlace & { patientId: string };
  draft: StoredDraft | null;
};

type Saved = {
  visitedOn: CivilDate;
  change: PlanChange;
  suggested: readonly SuggestionNote[];
};

/** One contact, in the order of the visit; what is due stands open. */
export function VisitForm(props: Props) {
  const [saved, setSaved] = useState<Saved | null>(null);
  // A form that was saved starts over with what is due then.
  const [round, setRound] = useState(0);
  const startOver = () => {
    setSaved(null);
    setRound((before) => before + 1);
  };
  return saved === null ? (
    <VisitEntry key={round} {...props} onSaved={setSaved} />
  ) : (
    <EntrySaved
      patientId={props.place.patientId}
      title={`Visit of ${proseDate(saved.visitedOn)} saved`}
      change={saved.change}
      suggested={saved.suggested}
      anotherLabel="Log another visit"
      onAnother={startOver}
    />
  );
}

function VisitEntry({
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
    schema: visitFormSchema,
    defaultValues: blankVisit(enrollmentId, view),
    action: ({ submissionId, values }) =>
      recordVisitAction({
        submissionId,
        values: { ...toVisitInput(values), enrollmentVersion: plan.enrollmentVersion },
      }),
    onSuccess: ({ change, suggested }) => {
      discardDraft.current();
      onSaved({ visitedOn: civilDate(form.getValues('visitedOn').trim()), change, suggested });
    },
  });
  const draft = useServerDraft({ form, place, stored });
  discardDraft.current = draft.discard;
  const preview = useVisitPreview(form);
  useDatesFollowVisit(form);
  const { errors } = useFormState({ control: form.control });
  const section: SectionProps = { form, view, errors };
  const changed = plan.changedIn(failure);
  return (
    <Form onSubmit={submit}>
      <h2 className="font-semibold text-large">Log a visit</h2>
      <p className="pb-4 text-muted">
        What is left blank was not done. Enter goes to the next lab value, Ctrl+Enter saves. A
        laboratory report that came without a visit:{' '}
        <Link
          href={`/patients/${place.patientId}/labs/new`}
          className="text-accent underline underline-offset-2"
        >
          enter lab report
        </Link>
        .
      </p>
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <DraftOffer draft={draft} what="A visit" />
          <FormErrorSummary form={form} failure={plan.openFailure(failure)} />
          {changed === null ? null : (
            <ChangedPlanNotice
              changed={changed}
              onGoOn={() => {
                plan.goOn(changed);
                form.setFocus('visitedOn');
              }}
            />
          )}
          <DateInput
            fields={recordFields(form, '')}
            name="visitedOn"
            label="Visit on"
            today={view.today}
            className="sm:max-w-52"
          />
          {isRepeated(failure, 'visitedOn') ? (
            <FormCheckbox
              form={form}
              name="anotherContactConfirmed"
              leavesFocus
              label="This is another contact of the same day"
            />
          ) : null}
          <div className="flex flex-col">
            <SymptomSection {...section} />
            <VitalsSection {...section} />
            {view.questionnaire === null ? null : <QuestionnaireSection {...section} />}
            {view.asksIief5 ? <Iief5Section {...section} /> : null}
            <LabsSection {...section} needsConfirmation={isRepeated(failure, 'labReports')} />
            <SemenSection {...section} />
            {view.rems === null ? null : (
              <>
                <RemsSection {...section} />
                <DispensingSection {...section} />
                <DrugReturnSection {...section} />
              </>
            )}
            <CheckSection {...section} />
            <ProceduresSection {...section} />
            <DrugsSection {...section} />
          </div>
          <NoteField fields={recordFields(form, '')} name="note" label="Note" optional />
        </div>
        <VisitPreviewPanel preview={preview} due={view.due} />
      </div>
      <SubmitBar
        label="Save visit"
        isPending={isPending}
        status={<DraftStatus draft={draft.status} />}
        secondary={
          <LinkButton href={`/patients/${place.patientId}`} variant="quiet">
            Cancel
          </LinkButton>
        }
      />
    </Form>
  );
}
