'use client';

import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { useWatch } from 'react-hook-form';
import { DraftOffer } from '@/app/_components/form/draft-offer';
import { DraftStatus } from '@/app/_components/form/draft-status';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { SubmitBar } from '@/app/_components/form/submit-bar';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { type StoredDraft, useServerDraft } from '@/app/_components/form/use-server-draft';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { ActionResult } from '@/lib/core/action-result';
import { invariant } from '@/lib/core/invariant';
import type { EnrollableSite } from '@/lib/server/enrollments/enrollable-sites';
import type { EnrolledPatient } from '@/lib/server/patients/enroll-patient';
import { enrollFormSchema } from '@/lib/visits/enroll-form-schema';
import {
  type EnrollValues,
  enrollEntries,
  enrollPlaceOf,
  toEnrollInput,
} from '@/lib/visits/enroll-values';
import { enrollPatientAction } from '../actions';
import { BaselineSection } from './baseline-section';
import { blankEnrollment } from './blank-enrollment';
import { EligibilityPanel } from './eligibility-panel';
import { EnrollmentSection } from './enrollment-section';
import { IdentitySection } from './identity-section';
import type { KnownPatient } from './known-patient';

const noRecords: KnownPatient['records'] = [];

type Props = {
  sites: readonly EnrollableSite[];
  /** Null for a new patient. */
  known: KnownPatient | null;
  formKey: string;
  draft: StoredDraft | null;
};

export function EnrollForm({ sites, known, formKey, draft: stored }: Props) {
  const [first] = sites;
  invariant(first, 'whoever may enroll may do so at a site');
  const router = useRouter();
  const announce = useAnnounce();
  const discardDraft = useRef(() => {});
  const { form, submit, isPending, failure } = useActionForm({
    schema: enrollFormSchema,
    defaultValues: blankEnrollment(first, known),
    action: async ({ submissionId, values }) =>
      atTheirFields(
        values,
        await enrollPatientAction({ submissionId, values: toEnrollInput(values) }),
      ),
    onSuccess: ({ patientId, studyId, override }) => {
      discardDraft.current();
      const wait =
        override === 'requested' ? ' A physician is asked to sign before the first dose.' : '';
      announce({ tone: 'done', message: `${studyId} is enrolled.${wait}` });
      router.push(`/patients/${patientId}`);
    },
  });
  const [siteId, code, arm] = useWatch({
    control: form.control,
    name: ['siteId', 'protocol', 'arm'],
  });
  const site = sites.find((one) => one.siteId === siteId) ?? first;
  const draft = useServerDraft({ form, place: { formKey, siteId: site.siteId }, stored });
  discardDraft.current = draft.discard;
  const protocol = site.protocols.find((one) => one.code === code) ?? null;
  return (
    <Form onSubmit={submit}>
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-8">
          <DraftOffer draft={draft} what="An enrollment" />
          <FormErrorSummary form={form} failure={failure} />
          {known === null ? <IdentitySection form={form} sites={sites} /> : null}
          <EnrollmentSection form={form} site={site} protocol={protocol} />
          {protocol === null ? null : (
            <BaselineSection form={form} protocol={protocol} arm={arm} today={site.today} />
          )}
        </div>
        <EligibilityPanel
          form={form}
          site={site}
          protocol={protocol}
          recorded={known?.records ?? noRecords}
        />
      </div>
      <SubmitBar
        label="Enroll"
        isPending={isPending}
        status={<DraftStatus draft={draft.status} />}
      />
    </Form>
  );
}

/** The command names what it was sent; the form shows the message where that was typed. */
function atTheirFields(
  values: EnrollValues,
  answer: ActionResult<EnrolledPatient>,
): ActionResult<EnrolledPatient> {
  if (answer.ok || answer.error.fieldErrors === undefined) {
    return answer;
  }
  const entries = enrollEntries(values);
  const fieldErrors = Object.fromEntries(
    Object.entries(answer.error.fieldErrors).map(([path, messages]) => [
      enrollPlaceOf(entries, path.split('.')).join('.'),
      messages,
    ]),
  );
  return { ok: false, error: { ...answer.error, fieldErrors } };
}
