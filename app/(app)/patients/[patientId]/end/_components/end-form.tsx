'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useWatch } from 'react-hook-form';
import { DraftOffer } from '@/app/_components/form/draft-offer';
import { DraftStatus } from '@/app/_components/form/draft-status';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormCheckbox, FormField, FormRadioGroup } from '@/app/_components/form/form-field';
import { SubmitBar } from '@/app/_components/form/submit-bar';
import { useActionForm } from '@/app/_components/form/use-action-form';
import {
  type DraftPlace,
  type StoredDraft,
  useServerDraft,
} from '@/app/_components/form/use-server-draft';
import { optionsOf } from '@/app/_components/records/options-of';
import { DateField } from '@/app/_components/ui/date-field';
import { Notice } from '@/app/_components/ui/notice';
import { Select } from '@/app/_components/ui/select';
import { Textarea } from '@/app/_components/ui/textarea';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { CivilDate } from '@/lib/dates/civil-date';
import { type EndEnrollmentInput, endEnrollmentInputSchema } from '@/lib/enrollment/end-enrollment';
import {
  type EnrollmentOutcome,
  mayLeaveLastDoseUnknown,
  outcomeLabels,
  withdrawalCategories,
  withdrawalLabels,
} from '@/lib/enrollment/enrollment-outcome';
import type { EndedEnrollment } from '@/lib/server/enrollments/end-enrollment';
import type { EndFacts } from '@/lib/server/enrollments/end-facts';
import { endEnrollmentAction } from '../actions';

type Props = {
  patientId: string;
  enrollmentId: string;
  version: number;
  today: CivilDate;
  facts: EndFacts;
  /** The event that he is withdrawn for, where its page led here. */
  adverseEventId: string | null;
  place: DraftPlace;
  draft: StoredDraft | null;
};

const hints: Readonly<Record<EnrollmentOutcome, string>> = {
  completed: 'He went through what the protocol plans.',
  withdrawn: 'He stops before that, with a reason.',
  'lost-to-follow-up': 'He cannot be reached any more.',
  died: 'Every list and reminder about him ends.',
  transferred: 'To a clinic that does not work with this program.',
};

/** How it ended, when, and why; the last dose is recorded with it. */
export function EndForm(props: Props) {
  const { patientId, enrollmentId, version, today, facts, adverseEventId } = props;
  const announce = useAnnounce();
  const router = useRouter();
  const discardDraft = useRef(() => {});
  const unchosen = '' as EnrollmentOutcome;
  const { form, submit, isPending, failure } = useActionForm<EndEnrollmentInput, EndedEnrollment>({
    schema: endEnrollmentInputSchema,
    defaultValues: {
      enrollmentId,
      version,
      status: adverseEventId === null ? unchosen : 'withdrawn',
      endedOn: adverseEventId === null ? '' : today,
      category: adverseEventId === null ? '' : 'adverse-event',
      adverseEventId: adverseEventId ?? '',
      stop: { on: '' },
      isLastDoseUnknown: false,
      fewerContactsReason: '',
      reason: '',
    },
    action: endEnrollmentAction,
    onSuccess: ({ change }) => {
      discardDraft.current();
      announce({
        tone: 'done',
        message: `The enrollment has ended; ${change.dropped.length} planned ${change.dropped.length === 1 ? 'item is' : 'items are'} no longer asked for.`,
      });
      router.push(`/patients/${patientId}/schedule` as Route);
      router.refresh();
    },
  });
  const draft = useServerDraft({ form, place: props.place, stored: props.draft });
  discardDraft.current = draft.discard;
  const { control } = form;
  const status = useWatch({ control, name: 'status' });
  const category = useWatch({ control, name: 'category' });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <DraftOffer draft={draft} what="End of the enrollment" />
      <FormErrorSummary form={form} failure={failure} />
      <FormRadioGroup
        form={form}
        name="status"
        legend="How it ends"
        choices={optionsOf(Object.keys(hints) as EnrollmentOutcome[], outcomeLabels).map(
          (option) => ({ ...option, hint: hints[option.value as EnrollmentOutcome] }),
        )}
      />
      <FormField
        form={form}
        name="endedOn"
        label={status === 'died' ? 'Day of his death' : 'Ended on'}
        className="max-w-60"
      >
        {(field) => <DateField {...field} today={today} />}
      </FormField>
      {status === 'withdrawn' ? (
        <FormField form={form} name="category" label="Why he is withdrawn" className="max-w-100">
          {(field) => (
            <Select
              {...field}
              placeholder="Choose…"
              options={optionsOf(withdrawalCategories, withdrawalLabels)}
            />
          )}
        </FormField>
      ) : null}
      {status === 'died' || (status === 'withdrawn' && category === 'adverse-event') ? (
        <AdverseEventField form={form} facts={facts} isDeath={status === 'died'} />
      ) : null}
      {status === 'lost-to-follow-up' ? <Contacts form={form} facts={facts} /> : null}
      {facts.isOnTherapy ? (
        <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
          <FormField
            form={form}
            name="stop.on"
            label="Last dose"
            hint="Therapy goes on; its stop is recorded with this."
            className="max-w-72"
          >
            {(field) => <DateField {...field} today={today} />}
          </FormField>
          {status !== unchosen && mayLeaveLastDoseUnknown(status) ? (
            <FormCheckbox
              form={form}
              name="isLastDoseUnknown"
              label="The last dose is not known"
              hint="No stop is made up; exposure then reads at most."
              className="sm:pt-6"
            />
          ) : null}
        </div>
      ) : null}
      <FormField form={form} name="reason" label="Reason" hint="Stands in the audit trail.">
        {(field) => <Textarea {...field} />}
      </FormField>
      {facts.open.length === 0 ? null : (
        <details>
          <summary className="w-fit cursor-pointer text-accent-strong">
            {facts.open.length} planned {facts.open.length === 1 ? 'item' : 'items'} will no longer
            be asked for
          </summary>
          <ul className="list-disc ps-6 text-dense">
            {facts.open.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
      <SubmitBar
        label="End enrollment"
        isPending={isPending}
        status={<DraftStatus draft={draft.status} />}
      />
    </Form>
  );
}

type PartProps = {
  form: ReturnType<typeof useActionForm<EndEnrollmentInput, EndedEnrollment>>['form'];
  facts: EndFacts;
};

function AdverseEventField({ form, facts, isDeath }: PartProps & { isDeath: boolean }) {
  const events = facts.adverseEvents.filter(({ isFatal }) => isFatal || !isDeath);
  const chosen = useWatch({ control: form.control, name: 'adverseEventId' });
  const isOffered = events.some(({ recordId }) => recordId === chosen);
  useEffect(() => {
    // Chosen for another outcome: off the screen it would be refused, and nobody could take it back.
    if (chosen && !isOffered) {
      form.setValue('adverseEventId', '');
    }
  }, [form, chosen, isOffered]);
  if (events.length === 0) {
    return (
      <Notice
        tone="info"
        title={
          isDeath ? 'No adverse event of grade 5 is recorded' : 'No adverse event is recorded yet'
        }
      >
        {isDeath
          ? 'If he died of one, record it with the event first, so that the two are linked.'
          : 'Record it on the page Adverse events first, so that the two are linked.'}
      </Notice>
    );
  }
  return (
    <FormField
      form={form}
      name="adverseEventId"
      label={isDeath ? 'Adverse event that he died of' : 'Adverse event'}
      optional={isDeath}
      className="max-w-120"
    >
      {(field) => (
        <Select
          {...field}
          placeholder={isDeath ? 'None of them' : 'Choose…'}
          options={events.map(({ recordId, label }) => ({ value: recordId, label }))}
        />
      )}
    </FormField>
  );
}

function Contacts({ form, facts }: PartProps) {
  const { contacts, contactsNeeded, lastVisitOn, mayCallLostEarlier } = facts;
  const missing = contactsNeeded - contacts;
  const since = lastVisitOn === null ? 'since enrollment' : `since his visit on ${lastVisitOn}`;
  return (
    <>
      <Notice
        tone={missing > 0 ? 'amber' : 'info'}
        title={`${contacts} of ${contactsNeeded} attempts to reach him ${since}`}
      >
        {missing > 0
          ? `The protocol asks for ${missing} more in the contact log before he counts as lost${mayCallLostEarlier ? '; say below why not in his case' : ', or for a physician to end it earlier'}.`
          : 'The contact log holds as many as the protocol asks for.'}
      </Notice>
      {missing > 0 && mayCallLostEarlier ? (
        <FormField form={form} name="fewerContactsReason" label="Why fewer contacts are enough">
          {(field) => <Textarea {...field} />}
        </FormField>
      ) : null}
    </>
  );
}
