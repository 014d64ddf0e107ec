'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { useWatch } from 'react-hook-form';
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
import { CycleFields } from '@/app/_components/records/cycle-fields';
import { DateInput, recordFields } from '@/app/_components/records/record-field';
import { LinkButton } from '@/app/_components/ui/link-button';
import { useAnnounce } from '@/app/_components/ui/toast';
import {
  StaleVersion,
  storedVersionOf,
} from '@/app/(app)/patients/[patientId]/records/[recordId]/_components/stale-version';
import { amendRecordAction } from '@/app/(app)/patients/[patientId]/records/[recordId]/actions';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { Partner } from '@/lib/records/partner';
import type { RecordEntryInput } from '@/lib/records/record-entry';
import {
  type AmendmentValues,
  amendmentFormSchema,
  entryValuesOf,
  toAmendmentInput,
} from '@/lib/visits/record-entry-values';

type Props = {
  recordId: string;
  version: number;
  entry: RecordEntryInput;
  today: CivilDate;
  partners: readonly Partner[];
  place: DraftPlace & { patientId: string };
  draft: StoredDraft | null;
};

/** What is new in a cycle: a further transfer, or what came of one. The version before it stays. */
export function ReportForm(props: Props) {
  const { recordId, version, entry, today, partners, place } = props;
  const router = useRouter();
  const announce = useAnnounce();
  const discardDraft = useRef(() => {});
  const list = `/patients/${place.patientId}/procedures` as Route;
  const { form, submit, isPending, failure } = useActionForm<
    AmendmentValues,
    { readonly recordId: string }
  >({
    schema: amendmentFormSchema,
    defaultValues: {
      recordId,
      version,
      reason: 'Report on the cycle',
      entry: entryValuesOf(entry),
    },
    action: ({ submissionId, values }) =>
      amendRecordAction({ submissionId, values: toAmendmentInput(values) }),
    onSuccess: () => {
      discardDraft.current();
      announce({ tone: 'done', message: 'The report on the cycle is saved.' });
      router.push(list);
    },
  });
  const draft = useServerDraft({ form, place, stored: props.draft });
  discardDraft.current = draft.discard;
  const seen = useWatch({ control: form.control, name: 'version' });
  const newer = storedVersionOf(failure);
  const isSettled = newer !== null && newer.version === seen;
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <DraftOffer draft={draft} what="A report on this cycle" />
      <FormErrorSummary form={form} failure={isSettled ? null : failure} />
      {newer === null || isSettled ? null : (
        <StaleVersion
          stored={newer}
          mine={form.getValues('entry')}
          onUseTheirs={() => {
            form.setValue('version', newer.version);
            form.setValue('entry', entryValuesOf(newer.entry), { shouldDirty: true });
          }}
          onSaveMine={() => {
            form.setValue('version', newer.version);
            void submit();
          }}
        />
      )}
      <DateInput
        fields={recordFields(form, 'entry')}
        name="on"
        label="Oocyte retrieval on"
        today={today}
        className="sm:max-w-52"
      />
      <CycleFields fields={recordFields(form, 'entry.content')} today={today} partners={partners} />
      <SubmitBar
        label="Save report"
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
