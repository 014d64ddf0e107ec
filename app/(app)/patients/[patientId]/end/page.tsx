import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { LinkButton } from '@/app/_components/ui/link-button';
import { proseDate } from '@/lib/dates/prose-date';
import { findDraft } from '@/lib/server/drafts/find-draft';
import { getEndFacts } from '@/lib/server/enrollments/end-facts';
import { requireActor, requirePermissionAt } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { EndForm } from './_components/end-form';

export const metadata: Metadata = { title: 'End enrollment' };

export default async function EndEnrollmentPage({
  params,
  searchParams,
}: PageProps<'/patients/[patientId]/end'>) {
  const actor = await requireActor();
  const chart = (await loadChart(actor, (await params).patientId)) ?? notFound();
  const { patient, enrollment, today } = chart;
  await requirePermissionAt('patient:enroll', patient.siteId);
  if (enrollment.status !== 'active') {
    return (
      <EmptyState title="This enrollment has ended already">
        <LinkButton href={`/patients/${patient.id}/schedule`}>His schedule</LinkButton>
      </EmptyState>
    );
  }
  const facts = await getEndFacts(actor, chart);
  const asked = (await searchParams)['adverse-event'];
  const event = facts.adverseEvents.find(({ recordId }) => recordId === asked);
  const formKey = `end-1:${enrollment.id}`;
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <div>
        <h2 className="font-semibold text-large">End enrollment</h2>
        <p className="text-muted">
          {enrollment.protocolTitle}, enrolled {proseDate(enrollment.enrolledOn)}. What was done
          stays, what was missed stays missed, and nothing is asked of him any more.
        </p>
      </div>
      <EndForm
        patientId={patient.id}
        enrollmentId={enrollment.id}
        version={enrollment.version}
        today={today}
        facts={facts}
        adverseEventId={event?.recordId ?? null}
        place={{ formKey, siteId: patient.siteId, patientId: patient.id }}
        draft={event === undefined ? await findDraft(actor, formKey) : null}
      />
    </div>
  );
}
