import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { DefinitionList } from '@/app/_components/ui/definition-list';
import { Notice } from '@/app/_components/ui/notice';
import { chosenEnrollment } from '@/app/(app)/patients/[patientId]/_components/chosen-enrollment';
import { ResponseEvidence } from '@/app/(app)/patients/[patientId]/_components/response-evidence';
import { signerAt } from '@/lib/auth/signature';
import { decisionView } from '@/lib/course/decision-view';
import { describeUnrecordedStop } from '@/lib/course/unrecorded-stop';
import { toDay } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import { describeSource } from '@/lib/protocols/describe-source';
import { findStandingDecision } from '@/lib/server/decisions/queries';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { DecisionForm } from './_components/decision-form';
import { DecisionFutures } from './_components/decision-futures';
import { StandingDecisionNotice } from './_components/standing-decision-notice';

export const metadata: Metadata = { title: 'Decision' };

export default async function DecisionPage({
  params,
  searchParams,
}: PageProps<'/patients/[patientId]/decisions/[key]'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId, key } = await params;
  const chart =
    (await loadChart(actor, patientId, chosenEnrollment(await searchParams))) ?? notFound();
  const { patient, enrollment, loaded, evaluation, summary, today } = chart;
  const { protocol, course } = loaded;
  const view = decisionView(protocol, course, evaluation.plan, key, toDay(today)) ?? notFound();
  const standing = await findStandingDecision(
    actor,
    enrollment.id,
    key,
    loaded.enrollment.timeZone,
  );
  const signer = chart.earlierId === null ? signerAt(actor, 'decision:make', patient.siteId) : null;
  const computed = view.options.find((option) => option.key === view.computed);
  return (
    <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="flex min-w-0 flex-col gap-6">
        <div>
          <h2 className="font-semibold text-large">{view.title}</h2>
          <p className="text-muted">{view.state}</p>
        </div>
        <DefinitionList
          items={[
            {
              term: 'As reported',
              value:
                view.input === null ? (
                  'no result'
                ) : (
                  <>
                    {view.input.reported}, {proseDate(view.input.on)}{' '}
                    <Link
                      href={`/patients/${patientId}/records/${view.input.recordId}` as Route}
                      className="underline"
                    >
                      open the report
                    </Link>
                  </>
                ),
            },
            { term: 'Standardized', value: view.input?.standardized ?? 'no result' },
            { term: 'Range', value: view.range ?? 'none: a choice' },
            {
              term: 'Response',
              value: (
                <>
                  <p>
                    {[`${summary.response.status}.`, ...summary.response.confidence].join(' ')}{' '}
                    <Link href={`/patients/${patientId}/semen` as Route} className="underline">
                      open all samples
                    </Link>
                  </p>
                  <ResponseEvidence chart={chart} />
                </>
              ),
            },
            { term: 'Computed', value: computed?.title ?? 'nothing: the physician decides' },
            { term: 'Why', value: view.explanation },
            { term: 'Rule', value: `${view.rule}. Source: ${describeSource(view.source)}` },
          ].filter(({ term }) => !(view.range === null ? inputTerms : reviewTerms).includes(term))}
        />
        {standing === null ? null : (
          <StandingDecisionNotice
            patientId={patientId}
            decision={standing}
            options={view.options}
            unrecordedStop={describeUnrecordedStop(standing.chosen, evaluation.therapy)}
          />
        )}
        {view.isOpen && signer !== null ? (
          <DecisionForm
            key={standing?.id ?? 'first'}
            patientId={patientId}
            enrollmentId={enrollment.id}
            view={view}
            today={today}
            replaces={standing?.id ?? null}
            signer={signer}
          />
        ) : (
          <Notice
            tone="info"
            title={
              view.isOpen
                ? 'Only a physician signs this'
                : 'This decision is not part of his plan as it stands'
            }
          />
        )}
      </div>
      <DecisionFutures
        futures={view.futures}
        computed={view.computed}
        chosen={standing?.chosen ?? null}
        therapy={evaluation.therapy}
      />
    </div>
  );
}

const inputTerms = ['As reported', 'Standardized', 'Range'];
/** A review without a rule rests on where the response stands. */
const reviewTerms = ['Response'];
