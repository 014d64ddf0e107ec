'use client';

import { useDeferredValue, useMemo } from 'react';
import { useWatch } from 'react-hook-form';
import { CriterionLine } from '@/app/_components/eligibility/criterion-line';
import { SignatureFields } from '@/app/_components/form/signature-fields';
import { NoteField, recordFields } from '@/app/_components/records/record-field';
import { Notice } from '@/app/_components/ui/notice';
import type { SignerName } from '@/lib/auth/signature';
import { isCivilDate, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import {
  blockingForGood,
  blockingUntilSigned,
  type Eligibility,
  evaluateEligibility,
  type JudgedCriterion,
} from '@/lib/eligibility/evaluate-eligibility';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import type { EnrollableProtocol, EnrollableSite } from '@/lib/server/enrollments/enrollable-sites';
import { type EnrollValues, enrollEntries } from '@/lib/visits/enroll-values';
import { typedRecords } from '@/lib/visits/typed-records';
import type { EnrollmentForm } from './enrollment-form';

type Props = {
  form: EnrollmentForm;
  site: EnrollableSite;
  protocol: EnrollableProtocol | null;
  /** Of the patient, from before. */
  recorded: readonly ClinicalRecord[];
};

/** Every criterion, judged over what is typed so far by the code that the server will judge with. */
export function EligibilityPanel({ form, site, protocol, recorded }: Props) {
  const values = useDeferredValue(useWatch({ control: form.control }) as EnrollValues);
  const eligibility = useMemo(
    () => judge(protocol, values, recorded),
    [protocol, values, recorded],
  );
  return (
    <aside
      aria-label="Eligibility"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="flex flex-col gap-4 lg:sticky lg:top-16 lg:max-h-[calc(100dvh-9rem)] lg:self-start lg:overflow-y-auto lg:border-line lg:border-l lg:pl-6"
    >
      <h2 className="font-semibold text-large">Eligibility</h2>
      {eligibility === null ? (
        <p className="text-muted">Choose a protocol, an arm and the day of enrollment.</p>
      ) : (
        <>
          <div aria-live="polite">
            <Verdict eligibility={eligibility} />
          </div>
          <Override form={form} eligibility={eligibility} signer={site.signer} />
          <ul className="flex flex-col">
            {eligibility.criteria.toSorted(blockingFirst).map((criterion) => (
              <Criterion key={criterion.key} criterion={criterion} />
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}

function judge(
  protocol: EnrollableProtocol | null,
  values: EnrollValues,
  recorded: readonly ClinicalRecord[],
): Eligibility | null {
  const { arm, enrolledOn } = values;
  if (protocol === null || arm === '' || !isCivilDate(enrolledOn)) {
    return null;
  }
  const typed = typedRecords(enrollEntries(values).map(({ entry }) => entry));
  return evaluateEligibility(protocol.eligibility, protocol.settings, [...recorded, ...typed], {
    on: toDay(enrolledOn),
    arm,
  });
}

function blockingFirst(one: JudgedCriterion, other: JudgedCriterion): number {
  return rankOf(one) - rankOf(other);
}

function rankOf({ blocks, met }: JudgedCriterion): number {
  if (blocks) {
    return met === 'no' ? 0 : 1;
  }
  return met === 'yes' ? 3 : 2;
}

function Verdict({
  eligibility: { outcome, criteria, eligibleFrom },
}: {
  eligibility: Eligibility;
}) {
  if (outcome === 'eligible') {
    return <Notice tone="done" title="Eligible" />;
  }
  const from =
    eligibleFrom === null ? null : `Eligible from ${proseDate(toCivilDate(eligibleFrom))}.`;
  if (outcome === 'not-eligible') {
    const failed = criteria.filter(({ blocks, met }) => blocks && met === 'no');
    return (
      <Notice tone="red" title={`Not eligible: ${countOf(failed.length)} not met`}>
        {from}
      </Notice>
    );
  }
  const unknown = criteria.filter(({ blocks }) => blocks);
  return (
    <Notice tone="amber" title={`Cannot be said yet: ${countOf(unknown.length)} unknown`}>
      {from}
    </Notice>
  );
}

function countOf(criteria: number): string {
  return criteria === 1 ? '1 criterion' : `${criteria} criteria`;
}

function Criterion({ criterion }: { criterion: JudgedCriterion }) {
  const { met, blocks, explanation, eligibleFrom } = criterion;
  return (
    <CriterionLine criterion={criterion}>
      {explanation}
      {eligibleFrom === null ? '' : ` Met from ${proseDate(toCivilDate(eligibleFrom))}.`}
      {met === 'unknown' && !blocks ? ' May be answered before treatment starts.' : ''}
    </CriterionLine>
  );
}

type OverrideProps = {
  form: EnrollmentForm;
  eligibility: Eligibility;
  signer: SignerName | null;
};

/** Where a criterion leaves it to a person to let him in with a reason. */
function Override({ form, eligibility, signer }: OverrideProps) {
  const reason = useWatch({ control: form.control, name: 'overrideReason' });
  if (eligibility.outcome === 'eligible') {
    return null;
  }
  const final = blockingForGood(eligibility);
  if (final.length > 0) {
    const certain = final.filter(({ met }) => met === 'no');
    const listed = certain.length > 0 ? certain : final;
    return (
      <p className="text-muted">
        {certain.length > 0 ? 'No reason can override: ' : 'Has to be answered first: '}
        {listed.map(({ title }) => title).join('; ')}.
      </p>
    );
  }
  const asksSignature = blockingUntilSigned(eligibility).length > 0;
  return (
    <>
      <NoteField
        fields={recordFields(form, '')}
        name="overrideReason"
        label="Reason to enroll him all the same"
        hint={
          asksSignature && signer === null
            ? 'A physician is asked to sign it; the first dose waits for that.'
            : 'Stands with the criteria in the audit trail.'
        }
        optional
      />
      {asksSignature && signer !== null && reason.trim() !== '' ? (
        <SignatureFields form={form} signer={signer} meaning="eligibility-overridden" />
      ) : null}
    </>
  );
}
