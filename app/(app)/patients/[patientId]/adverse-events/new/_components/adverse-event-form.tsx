'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { DraftOffer } from '@/app/_components/form/draft-offer';
import { DraftStatus } from '@/app/_components/form/draft-status';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { SubmitBar } from '@/app/_components/form/submit-bar';
import { useActionForm } from '@/app/_components/form/use-action-form';
import {
  type DraftPlace,
  type StoredDraft,
  useServerDraft,
} from '@/app/_components/form/use-server-draft';
import { AdverseEventFields } from '@/app/_components/records/adverse-event-fields';
import { DateInput, recordFields } from '@/app/_components/records/record-field';
import { LinkButton } from '@/app/_components/ui/link-button';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { CivilDate } from '@/lib/dates/civil-date';
import {
  type AdverseEventValues,
  adverseEventFormSchema,
  toAdverseEventInput,
} from '@/lib/visits/adverse-event-values';
import { recordAdverseEventAction } from '../../actions';

type Props = {
  start: AdverseEventValues;
  place: DraftPlace & { patientId: string };
  draft: StoredDraft | null;
  today: CivilDate;
};

export function AdverseEventForm({ start, place, draft: stored, today }: Props) {
  const router = useRouter();
  const announce = useAnnounce();
  const discardDraft = useRef(() => {});
  const list = `/patients/${place.patientId}/adverse-events` as Route;
  const { form, submit, isPending, failure } = useActionForm({
    schema: adverseEventFormSchema,
    defaultValues: start,
    action: ({ submissionId, values }) =>
      recordAdverseEventAction({ submissionId, values: toAdverseEventInput(values) }),
    onSuccess: () => {
      discardDraft.current();
      announce({ tone: 'done', message: 'The adverse event is recorded.' });
      router.push(list);
    },
  });
  const draft = useServerDraft({ form, place, stored });
  discardDraft.current = draft.discard;
  const fields = recordFields(form, 'entry');
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <DraftOffer draft={draft} what="An adverse event" />
      <FormErrorSummary form={form} failure={failure} />
      <DateInput fields={fields} name="on" label="Onset" today={today} className="sm:max-w-52" />
      <AdverseEventFields fields={recordFields(form, 'entry.content')} today={today} />
      <SubmitBar
        label="Save adverse event"
        isPending={isPending}
        status={<DraftStatus draft={draft.status} />}
        secondary={
          <LinkButton href={list} variant="quiet">
            Cancel
          </LinkButton>
        }
      />
    </Form>
  );
}
