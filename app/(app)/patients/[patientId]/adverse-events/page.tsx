import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { GradeBadge } from '@/app/_components/grade-badge';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { LinkButton } from '@/app/_components/ui/link-button';
import { chosenEnrollment } from '@/app/(app)/patients/[patientId]/_components/chosen-enrollment';
import { can } from '@/lib/auth/can';
import type { AdverseEventList } from '@/lib/course/adverse-event-list';
import { getAdverseEventList } from '@/lib/server/adverse-events/queries';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { EventTable } from './_components/event-table';
import { SuggestionList } from './_components/suggestion-list';

export const metadata: Metadata = { title: 'Adverse events' };

export default async function AdverseEventsPage({
  params,
  searchParams,
}: PageProps<'/patients/[patientId]/adverse-events'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId } = await params;
  const chart =
    (await loadChart(actor, patientId, chosenEnrollment(await searchParams))) ?? notFound();
  const list = await getAdverseEventList(actor, chart);
  const { siteId } = chart.patient;
  const isEarlier = chart.earlierId !== null;
  const mayRecord = !isEarlier && can(actor, 'visit:record', siteId);
  const mayAmend = !isEarlier && can(actor, 'record:amend', siteId);
  return (
    <div className="flex flex-col gap-8">
      <section aria-labelledby="suggestions-title" className="flex flex-col gap-2">
        <h2 id="suggestions-title" className="font-semibold text-large">
          To be judged <span className="font-normal text-muted">{list.suggestions.length}</span>
        </h2>
        <SuggestionList
          list={list}
          patientId={patientId}
          enrollmentId={chart.enrollment.id}
          today={chart.today}
          mayRecord={mayRecord}
          mayAmend={mayAmend}
        />
      </section>
      <section aria-labelledby="events-title" className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 id="events-title" className="font-semibold text-large">
            Adverse events <span className="font-normal text-muted">{list.events.length}</span>
          </h2>
          {mayRecord ? (
            <LinkButton href={`/patients/${patientId}/adverse-events/new`}>
              Record an adverse event
            </LinkButton>
          ) : null}
        </div>
        {list.events.length === 0 ? (
          <EmptyState title="No adverse event has been confirmed">
            Symptom checks and graded results only suggest one; it counts when a person has
            confirmed it.
          </EmptyState>
        ) : (
          <>
            <WorstGrades list={list} />
            <EventTable
              events={list.events}
              patientId={patientId}
              today={chart.today}
              mayAmend={mayAmend}
              mayWithdraw={
                chart.enrollment.status === 'active' && can(actor, 'patient:enroll', siteId)
              }
            />
          </>
        )}
      </section>
    </div>
  );
}

function WorstGrades({ list: { worstGrades } }: { list: AdverseEventList }) {
  return (
    <ul aria-label="By worst grade" className="flex flex-wrap gap-x-4 gap-y-1">
      {worstGrades.map(({ grade, count }) => (
        <li key={grade}>
          <GradeBadge grade={grade} /> {count}
        </li>
      ))}
    </ul>
  );
}
