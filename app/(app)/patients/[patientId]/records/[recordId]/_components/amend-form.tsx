'use client';

import { useEffect, useRef } from 'react';
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
import { EntryFields } from '@/app/_components/records/entry-fields';
import { NoteField, recordFields } from '@/app/_components/records/record-field';
import { Button } from '@/app/_components/ui/button';
import type { PlanChange } from '@/lib/course/plan-change';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { RecordEntryInput } from '@/lib/records/record-entry';
import type { LabFormView } from '@/lib/visits/lab-form-view';
import {
  amendmentFormSchema,
  entryValuesOf,
  toAmendmentInput,
} from '@/lib/visits/record-entry-values';
import { amendRecordAction } from '../actions';
import { StaleVersion, storedVersionOf } from './stale-version';

type Props = {
  recordId: string;
  version: number;
  entry: RecordEntryInput;
  today: CivilDate;
  labs: LabFormView | null;
  place: DraftPlace;
  draft: StoredDraft | null;
  onCancel: () => void;
  onSaved: (change: PlanChange | null) => void;
};

/** The same fields as when it was entered, and why it is changed. */
export function AmendForm(props: Props) {
  const { recordId, version, entry, today, labs, onCancel, onSaved } = props;
  const discardDraft = useRef(() => {});
  const { form, submit, isPending, failure } = useActionForm({
    schema: amendmentFormSchema,
    defaultValues: { recordId, version, reason: '', entry: entryValuesOf(entry) },
    action: ({ submissionId, values }) =>
      amendRecordAction({ submissionId, values: toAmendmentInput(values) }),
    onSuccess: ({ change }) => {
      discardDraft.current();
      onSaved(change);
    },
  });
  const draft = useServerDraft({ form, place: props.place, stored: props.draft });
  discardDraft.current = draft.discard;
  const seen = useWatch({ control: form.control, name: 'version' });
  const stored = storedVersionOf(failure);
  const isSettled = stored !== null && stored.version === seen;
  const fields = recordFields(form, 'entry');
  const element = useRef<HTMLFormElement>(null);
  // The button that opened the form is gone.
  useEffect(() => {
    element.current
      ?.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')
      ?.focus();
  }, []);
  return (
    <Form ref={element} onSubmit={submit} className="flex flex-col gap-4">
      <DraftOffer draft={draft} what="A correction" />
      <FormErrorSummary form={form} failure={isSettled ? null : failure} />
      {stored === null || isSettled ? null : (
        <StaleVersion
          stored={stored}
          mine={form.getValues('entry')}
          onUseTheirs={() => {
            form.setValue('version', stored.version);
            form.setValue('entry', entryValuesOf(stored.entry), { shouldDirty: true });
          }}
          onSaveMine={() => {
            form.setValue('version', stored.version);
            void submit();
          }}
        />
      )}
      <EntryFields
        fields={fields}
        kind={entry.kind}
        today={today}
        needsSource={Boolean(entry.source)}
        labs={labs}
      />
      <NoteField fields={recordFields(form, '')} name="reason" label="Why is it changed?" />
      <SubmitBar
        label="Save correction"
        isPending={isPending}
        status={<DraftStatus draft={draft.status} />}
        secondary={<Button onClick={onCancel}>Cancel</Button>}
      />
    </Form>
  );
}
