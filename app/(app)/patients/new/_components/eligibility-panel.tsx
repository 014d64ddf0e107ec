'use client';

import { CircleAlert, CircleCheck, CircleHelp, type LucideIcon } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import { useWatch } from 'react-hook-form';
import { NoteField, recordFields } from '@/app/_components/records/record-field';
import { Notice } from '@/app/_components/ui/notice';
import type { Certainty } from '@/lib/core/certainty';
import { isCivilDate, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import {
  blockingWithReason,
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
          <Override form={form} eligibility={eligibility} isPhysician={site.isPhysician} />
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

const signs: Record<Certainty, { icon: LucideIcon; word: string; color: string }> = {
  yes: { icon: CircleCheck, word: 'Met', color: 'text-done' },
  no: { icon: CircleAlert, word: 'Not met', color: 'text-red' },
  unknown: { icon: CircleHelp, word: 'Unknown', color: 'text-muted' },
};

const exclusionWords: Record<Certainty, string> = {
  yes: 'Not present',
  no: 'Present',
  unknown: 'Unknown',
};

function Criterion({ criterion }: { criterion: JudgedCriterion }) {
  const { title, kind, met, blocks, explanation, eligibleFrom, source, proposal } = criterion;
  const { icon: Icon, word, color } = signs[met];
  return (
    <li className="flex gap-2 border-line border-t py-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${color}`} />
      <div className="min-w-0">
        <p>
          <span className={`font-medium ${color}`}>
            {kind === 'exclusion' ? exclusionWords[met] : word}:
          </span>{' '}
          {title}
        </p>
        <p className="text-dense text-muted">
          {explanation}
          {eligibleFrom === null ? '' : ` Met from ${proseDate(toCivilDate(eligibleFrom))}.`}
          {met === 'unknown' && !blocks ? ' May be measured before the first dose.' : ''}
        </p>
        <p className="text-muted text-small">
          {source}
          {proposal ? ' · proposal' : ''}
        </p>
      </div>
    </li>
  );
}

type OverrideProps = { form: EnrollmentForm; eligibility: Eligibility; isPhysician: boolean };

/** Where a criterion leaves it to a person to let him in with a reason. */
function Override({ form, eligibility, isPhysician }: OverrideProps) {
  if (eligibility.outcome === 'eligible') {
    return null;
  }
  const remaining = blockingWithReason(eligibility, { isPhysician });
  if (remaining.length > 0) {
    const final = remaining.filter(({ override }) => override === 'nobody');
    return (
      <p className="text-muted">
        {final.length === 0
          ? 'A physician can enroll him all the same, with a reason.'
          : `No reason can override: ${final.map(({ title }) => title).join('; ')}.`}
      </p>
    );
  }
  return (
    <NoteField
      fields={recordFields(form, '')}
      name="overrideReason"
      label="Reason to enroll him all the same"
      hint="Stands with the criteria in the audit trail."
      optional
    />
  );
}
