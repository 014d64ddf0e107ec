'use client';

import { useRef, useState } from 'react';
import { useFieldArray } from 'react-hook-form';
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
import { recordFields } from '@/app/_components/records/record-field';
import { Button } from '@/app/_components/ui/button';
import { FieldGroup } from '@/app/_components/ui/field-group';
import { SavedChange } from '@/app/(app)/patients/[patientId]/_components/saved-change';
import type { PlanChange } from '@/lib/course/plan-change';
import type { CivilDate } from '@/lib/dates/civil-date';
import { type HistoryKind, historyKinds } from '@/lib/records/history';
import type { LabFormView } from '@/lib/visits/lab-form-view';
import { blankEntry, historyFormSchema, toHistoryInput } from '@/lib/visits/record-entry-values';
import { recordHistoryAction } from '../actions';

const kindLabels: Record<HistoryKind, string> = {
  'lab-report': 'Lab report',
  'semen-analysis': 'Semen analysis',
  procedure: 'Procedure',
  finding: 'Finding',
  'concomitant-drug': 'Other drug',
  'vital-signs': 'Vital signs',
  questionnaire: 'PHQ-9',
  'icsi-cycle': 'ICSI cycle',
  'post-operative-check': 'Check after an operation',
};

type Props = {
  patientId: string;
  today: CivilDate;
  labs: LabFormView;
  place: DraftPlace;
  draft: StoredDraft | null;
};

type Saved = { title: string; change: PlanChange | null };

/** Any number of findings from one letter or file, saved together or not at all. */
export function HistoryForm(props: Props) {
  const [saved, setSaved] = useState<Saved | null>(null);
  const [round, setRound] = useState(0);
  const startOver = (title: string, change: PlanChange | null) => {
    setSaved({ title, change });
    setRound((before) => before + 1);
  };
  return (
    <>
      {saved === null ? null : <SavedChange key={round} {...saved} />}
      <HistoryEntry key={`entry-${round}`} {...props} onSaved={startOver} />
    </>
  );
}

type EntryProps = Props & { onSaved: (title: string, change: PlanChange | null) => void };

function HistoryEntry({ patientId, today, labs, place, draft: stored, onSaved }: EntryProps) {
  const discardDraft = useRef(() => {});
  const { form, submit, isPending, failure } = useActionForm({
    schema: historyFormSchema,
    defaultValues: { patientId, entries: [] },
    action: ({ submissionId, values }) =>
      recordHistoryAction({ submissionId, values: toHistoryInput(values) }),
    onSuccess: ({ recordIds, change }) => {
      discardDraft.current();
      onSaved(
        recordIds.length === 1 ? 'One finding saved' : `${recordIds.length} findings saved`,
        change,
      );
    },
  });
  const draft = useServerDraft({ form, place, stored });
  discardDraft.current = draft.discard;
  const {
    fields: entries,
    append,
    remove,
  } = useFieldArray({ control: form.control, name: 'entries' });
  const add = (kind: HistoryKind) =>
    append(blankEntry(kind, form.getValues('entries').at(-1)?.source ?? ''), {
      focusName: `entries.${entries.length}.on`,
    });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <DraftOffer draft={draft} what="History" />
      <FormErrorSummary form={form} failure={failure} />
      {entries.map(({ id, kind }, index) => (
        <fieldset key={id} className="flex min-w-0 flex-col gap-3 border-line border-t pt-3">
          <legend className="float-left w-full font-semibold">
            {kindLabels[kind as HistoryKind]}
          </legend>
          <EntryFields
            fields={recordFields(form, `entries.${index}`)}
            kind={kind}
            today={today}
            needsSource
            labs={labs}
          />
          <Button
            variant="quiet"
            size="small"
            className="self-start"
            aria-label={`Remove ${kindLabels[kind as HistoryKind].toLowerCase()} ${index + 1}`}
            onClick={() => remove(index)}
          >
            Remove
          </Button>
        </fieldset>
      ))}
      <FieldGroup legend="Add a finding">
        <div className="flex flex-wrap gap-2">
          {historyKinds.map((kind) => (
            <Button key={kind} size="small" onClick={() => add(kind)}>
              {kindLabels[kind]}
            </Button>
          ))}
        </div>
      </FieldGroup>
      <SubmitBar
        label="Save history"
        isPending={isPending}
        status={
          <span className="flex flex-wrap gap-x-3">
            {entries.length === 0 ? 'Nothing entered yet' : `${entries.length} to save`}
            <DraftStatus draft={draft.status} />
          </span>
        }
      />
    </Form>
  );
}
