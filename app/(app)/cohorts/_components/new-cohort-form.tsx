'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { DraftOffer } from '@/app/_components/form/draft-offer';
import { DraftStatus } from '@/app/_components/form/draft-status';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { SubmitBar } from '@/app/_components/form/submit-bar';
import { useActionForm } from '@/app/_components/form/use-action-form';
import {
  type DraftPlace,
  type StoredDraft,
  useServerDraft,
} from '@/app/_components/form/use-server-draft';
import { Select } from '@/app/_components/ui/select';
import { useAnnounce } from '@/app/_components/ui/toast';
import { type SaveCohortInput, saveCohortInputSchema } from '@/lib/cohort/cohort';
import { saveCohortAction } from '../actions';
import { type CohortChoices, CohortFields } from './cohort-fields';

type Props = { choices: CohortChoices; place: DraftPlace; draft: StoredDraft | null };

export function NewCohortForm({ choices, place, draft: stored }: Props) {
  const announce = useAnnounce();
  const router = useRouter();
  const discardDraft = useRef(() => {});
  const { sites, protocols } = choices;
  const { form, submit, isPending, failure } = useActionForm<
    SaveCohortInput,
    { readonly cohortId: string }
  >({
    schema: saveCohortInputSchema,
    defaultValues: {
      siteId: sites[0]?.siteId ?? '',
      siteIds: sites.map(({ siteId }) => siteId),
      name: '',
      note: '',
      definition: { protocol: protocols[0]?.value ?? '', condition: { all: [] } },
      smallestCell: '',
    },
    action: saveCohortAction,
    onSuccess: ({ cohortId }) => {
      discardDraft.current();
      announce({ tone: 'done', message: 'Cohort saved.' });
      router.push(`/cohorts/${cohortId}` as Route);
    },
  });
  const draft = useServerDraft({ form, place, stored });
  discardDraft.current = draft.discard;
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <DraftOffer draft={draft} what="A new cohort" />
      <FormErrorSummary form={form} failure={failure} />
      {sites.length > 1 ? (
        <FormField form={form} name="siteId" label="Kept at" className="max-w-sm">
          {(control) => (
            <Select
              {...control}
              options={sites.map(({ siteId, siteName }) => ({ value: siteId, label: siteName }))}
            />
          )}
        </FormField>
      ) : null}
      <CohortFields form={form} choices={choices} />
      <SubmitBar
        label="Save cohort"
        isPending={isPending}
        status={<DraftStatus draft={draft.status} />}
      />
    </Form>
  );
}
