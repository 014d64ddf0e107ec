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
import { CycleFields } from '@/app/_components/records/cycle-fields';
import { PostOperativeCheckFields } from '@/app/_components/records/post-operative-check-fields';
import { ProcedureFields } from '@/app/_components/records/procedure-fields';
import {
  DateInput,
  NumberField,
  type RecordFields,
  recordFields,
} from '@/app/_components/records/record-field';
import { LinkButton } from '@/app/_components/ui/link-button';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { Partner } from '@/lib/records/partner';
import {
  type ProcedureEntryKind,
  type ProcedureEntryValues,
  procedureFormSchemas,
  toProcedureEntryInput,
} from '@/lib/visits/procedure-values';
import { recordCheckAction, recordCycleAction, recordProcedureAction } from '../actions';

type Props = {
  kind: ProcedureEntryKind;
  start: ProcedureEntryValues;
  place: DraftPlace & { patientId: string };
  draft: StoredDraft | null;
  today: CivilDate;
  /** Of a cycle. */
  partners?: readonly Partner[];
  /** Whether the protocol asks for time between operations. */
  hasInterval?: boolean;
};

const forms = {
  procedure: {
    action: recordProcedureAction,
    date: 'Performed on',
    label: 'Save operation',
    saved: 'The operation is recorded.',
    what: 'An operation',
  },
  'post-operative-check': {
    action: recordCheckAction,
    date: 'Seen on',
    label: 'Save check',
    saved: 'The check is recorded.',
    what: 'A check',
  },
  'icsi-cycle': {
    action: recordCycleAction,
    date: 'Oocyte retrieval on',
    label: 'Save cycle',
    saved: 'The cycle is recorded.',
    what: 'A cycle',
  },
} as const;

/** An operation, a check after it or a cycle, each with its own date. */
export function EntryForm({ kind, start, place, draft: stored, ...rest }: Props) {
  const { today } = rest;
  const { action, date, label, saved, what } = forms[kind];
  const router = useRouter();
  const announce = useAnnounce();
  const discardDraft = useRef(() => {});
  const list = `/patients/${place.patientId}/procedures` as Route;
  const { form, submit, isPending, failure } = useActionForm<
    ProcedureEntryValues,
    { readonly recordId: string }
  >({
    schema: procedureFormSchemas[kind],
    defaultValues: start,
    action: ({ submissionId, values }) =>
      action({ submissionId, values: toProcedureEntryInput(values) }),
    onSuccess: () => {
      discardDraft.current();
      announce({ tone: 'done', message: saved });
      router.push(list);
    },
  });
  const draft = useServerDraft({ form, place, stored });
  discardDraft.current = draft.discard;
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <DraftOffer draft={draft} what={what} />
      <FormErrorSummary form={form} failure={failure} />
      <DateInput
        fields={recordFields(form, 'entry')}
        name="on"
        label={date}
        today={today}
        className="sm:max-w-52"
      />
      <Fields kind={kind} fields={recordFields(form, 'entry.content')} {...rest} />
      <SubmitBar
        label={label}
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

type FieldsProps = Pick<Props, 'kind' | 'today' | 'partners' | 'hasInterval'> & {
  fields: RecordFields;
};

function Fields({ kind, fields, today, partners = [], hasInterval = false }: FieldsProps) {
  switch (kind) {
    case 'procedure':
      return (
        <>
          <ProcedureFields fields={fields} hasInterval={hasInterval} />
          <NumberField
            fields={fields}
            name="minutes"
            label="Operating time"
            unit="min"
            className="sm:max-w-60"
            optional
          />
        </>
      );
    case 'post-operative-check':
      return <PostOperativeCheckFields fields={fields} today={today} />;
    case 'icsi-cycle':
      return <CycleFields fields={fields} today={today} partners={partners} />;
  }
}
