import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { chosenEnrollment } from '@/app/(app)/patients/[patientId]/_components/chosen-enrollment';
import { toDay } from '@/lib/dates/civil-date';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { listRecorders } from '@/lib/server/patients/recorders';
import { buildTimeline } from '@/lib/timeline/build-timeline';
import { DueList } from '../_components/due-list';
import { ResponseSummary } from '../_components/response-summary';
import { Timeline } from '../_components/timeline/timeline';

export const metadata: Metadata = { title: 'Timeline' };

export default async function TimelinePage({
  params,
  searchParams,
}: PageProps<'/patients/[patientId]'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId } = await params;
  const chart =
    (await loadChart(actor, patientId, chosenEnrollment(await searchParams))) ?? notFound();
  const { loaded, evaluation, summary, today } = chart;
  return (
    <div className="flex flex-col gap-6 2xl:grid 2xl:grid-cols-[minmax(0,1fr)_18rem] print:block">
      <Timeline
        view={buildTimeline(loaded.protocol, loaded.course, evaluation, toDay(today))}
        recordPath={`/patients/${patientId}/records/:id`}
        recorders={await listRecorders(actor, patientId)}
        countsTherapy={summary.isTreated}
      />
      <aside
        aria-label="What is next"
        className="grid content-start gap-6 md:grid-cols-2 2xl:grid-cols-1 print:hidden"
      >
        <DueList due={summary.due} />
        <ResponseSummary patientId={patientId} response={summary.response} />
      </aside>
    </div>
  );
}
