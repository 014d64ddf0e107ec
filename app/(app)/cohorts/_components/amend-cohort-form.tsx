'use client';

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
import { useAnnounce } from '@/app/_components/ui/toast';
import { type AmendCohortInput, amendCohortInputSchema } from '@/lib/cohort/cohort';
import { typedCondition } from '@/lib/cohort/typed-condition';
import type { CohortView } from '@/lib/server/cohorts/queries';
import { amendCohortAction } from '../actions';
import { type CohortChoices, CohortFields } from './cohort-fields';
import { StaleCohort, storedVersionOf } from './stale-cohort';

type Props = {
  cohort: Omit<CohortView, 'changedAt'>;
  choices: CohortChoices;
  place: DraftPlace;
  draft: StoredDraft | null;
};

export function AmendCohortForm({ cohort, choices, place, draft: stored }: Props) {
  const announce = useAnnounce();
  const discardDraft = useRef(() => {});
  const { cohortId, version, siteIds, name, note, definition, smallestCell } = cohort;
  const { form, submit, isPending, failure } = useActionForm<
    AmendCohortInput,
    { readonly version: number }
  >({
    schema: amendCohortInputSchema,
    defaultValues: {
      cohortId,
      version,
      siteIds: [...siteIds],
      name,
      note,
      definition: {
        protocol: definition.protocol,
        condition: typedCondition(definition.condition),
      },
      smallestCell: smallestCell ?? '',
    },
    action: amendCohortAction,
    onSuccess: (saved) => {
      discardDraft.current();
      form.setValue('version', saved.version);
      announce({
        tone: 'done',
        message: 'Cohort changed. Snapshots keep what they were taken with.',
      });
    },
  });
  const draft = useServerDraft({ form, place, stored });
  discardDraft.current = draft.discard;
  const seen = useWatch({ control: form.control, name: 'version' });
  const storedVersion = storedVersionOf(failure);
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <DraftOffer draft={draft} what="A change of this cohort" />
      <FormErrorSummary form={form} failure={storedVersion === null ? failure : null} />
      {storedVersion === null || storedVersion === seen ? null : (
        <StaleCohort
          cohortId={cohortId}
          message={failure?.message ?? ''}
          onSaveMine={() => {
            form.setValue('version', storedVersion);
            void submit();
          }}
        />
      )}
      <CohortFields form={form} choices={choices} />
      <SubmitBar
        label="Save changes"
        isPending={isPending}
        status={<DraftStatus draft={draft.status} />}
      />
    </Form>
  );
}
