import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SignatureLine } from '@/app/_components/signature-line';
import { Notice } from '@/app/_components/ui/notice';
import { chosenEnrollment } from '@/app/(app)/patients/[patientId]/_components/chosen-enrollment';
import { type SignerName, signerAt } from '@/lib/auth/signature';
import { toCivilDate, toDay } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import { evaluateEligibility } from '@/lib/eligibility/evaluate-eligibility';
import { type Assessment, findAssessment } from '@/lib/server/eligibility/queries';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { CriteriaList } from './_components/criteria-list';
import { OverrideForm } from './_components/override-form';

export const metadata: Metadata = { title: 'Eligibility' };

export default async function EligibilityPage({
  params,
  searchParams,
}: PageProps<'/patients/[patientId]/eligibility'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId } = await params;
  const chart =
    (await loadChart(actor, patientId, chosenEnrollment(await searchParams))) ?? notFound();
  const { loaded, enrollment, evaluation, patient, today } = chart;
  const { protocol, course } = loaded;
  // Once he is treated, the look-backs of today would say nothing about whether he was eligible.
  const judgedOn = evaluation.therapy.firstDoseOn === null ? toDay(today) : course.enrolledOn;
  const { criteria } = evaluateEligibility(
    protocol.definition.eligibility,
    protocol.settings,
    course.records,
    { on: judgedOn, arm: course.arm },
  );
  const assessment = await findAssessment(actor, enrollment.id, loaded.enrollment.timeZone);
  if (assessment === null) {
    return (
      <section className="flex max-w-4xl flex-col gap-4">
        <h2 className="font-semibold text-large">
          Eligibility as of {proseDate(toCivilDate(judgedOn))}
        </h2>
        <p className="text-muted">
          This course was taken over from elsewhere, so nobody judged it here at enrollment.
        </p>
        <CriteriaList
          patientId={patientId}
          criteria={criteria}
          again={null}
          records={course.records}
        />
      </section>
    );
  }
  const blocking = assessment.criteria.filter(({ blocks }) => blocks);
  const others = assessment.criteria.filter(({ blocks }) => !blocks);
  const list = { patientId, again: criteria, records: course.records };
  return (
    <section className="flex max-w-4xl flex-col gap-4">
      <div>
        <h2 className="font-semibold text-large">
          Eligibility at enrollment, {proseDate(assessment.assessedOn)}
        </h2>
        <p className="text-muted">
          Judged by {assessment.assessedBy}; each line says where it reads otherwise by what is
          recorded now.
        </p>
      </div>
      <Verdict assessment={assessment} blocking={blocking.length} />
      {blocking.length === 0 ? null : <CriteriaList {...list} criteria={blocking} />}
      <Decision
        assessment={assessment}
        enrollmentId={enrollment.id}
        isActive={enrollment.status === 'active'}
        signer={signerAt(actor, 'decision:make', patient.siteId)}
      />
      <section aria-labelledby="others-title">
        <h3 id="others-title" className="pb-1 font-semibold">
          {blocking.length === 0 ? 'Criteria' : 'The other criteria'}
        </h3>
        <CriteriaList {...list} criteria={others} />
      </section>
    </section>
  );
}

function Verdict({ assessment, blocking }: { assessment: Assessment; blocking: number }) {
  if (blocking === 0) {
    return <Notice tone="done" title="Eligible" />;
  }
  const count = blocking === 1 ? '1 criterion is' : `${blocking} criteria are`;
  return (
    <Notice tone="amber" title={`Enrolled although ${count} not met or unknown`}>
      {assessment.reason === null ? 'No reason was given.' : `Reason: ${assessment.reason}`}
    </Notice>
  );
}

type DecisionProps = {
  assessment: Assessment;
  enrollmentId: string;
  isActive: boolean;
  signer: SignerName | null;
};

/** What a physician signed, the form to sign, or who has to. */
function Decision({ assessment, enrollmentId, isActive, signer }: DecisionProps) {
  const { id, asksSignature, decision } = assessment;
  const isOpen = decision === null || decision.reopenReason !== null;
  return (
    <>
      {decision === null ? null : <Signed decision={decision} />}
      {asksSignature && isActive && isOpen ? (
        <section aria-labelledby="override-title" className="flex flex-col gap-2">
          <h3 id="override-title" className="font-semibold">
            {decision === null ? 'Override to sign' : 'Sign again'}
          </h3>
          {signer === null ? (
            <p>
              {decision === null
                ? 'A physician has not signed this yet; the first dose waits for that.'
                : 'A physician has not looked at this again yet.'}
            </p>
          ) : (
            <OverrideForm
              key={decision?.id ?? 'first'}
              enrollmentId={enrollmentId}
              assessmentId={id}
              replaces={decision?.id ?? null}
              signer={signer}
            />
          )}
        </section>
      ) : null}
    </>
  );
}

function Signed({ decision }: { decision: NonNullable<Assessment['decision']> }) {
  const { chosen, reason, signature, reopenReason } = decision;
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-semibold">
        {chosen === 'enroll' ? 'Override signed' : 'Override declined'}
      </h3>
      {reason === null ? null : <p>{reason}</p>}
      <SignatureLine signature={signature} />
      {reopenReason === null ? null : (
        <Notice tone="amber" title="What it rests on has changed since it was signed">
          {reopenReason}
        </Notice>
      )}
    </div>
  );
}
