import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { chosenEnrollment } from '@/app/(app)/patients/[patientId]/_components/chosen-enrollment';
import { signerAt } from '@/lib/auth/signature';
import { whoEditions } from '@/lib/records/semen-analysis';
import { storedResponse } from '@/lib/server/courses/stored-response';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { findSeenResponse } from '@/lib/server/responses/queries';
import { responseToSign } from '@/lib/server/responses/response-to-sign';
import { semenRows } from '@/lib/timeline/semen-rows';
import { ResponsePanel } from './_components/response-panel';
import { SemenTable } from './_components/semen-table';
import { WhoLimits } from './_components/who-limits';

export const metadata: Metadata = { title: 'Semen' };

export default async function SemenPage({
  params,
  searchParams,
}: PageProps<'/patients/[patientId]/semen'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId } = await params;
  const chart =
    (await loadChart(actor, patientId, chosenEnrollment(await searchParams))) ?? notFound();
  const { loaded, evaluation, enrollment, patient } = chart;
  const { response, therapy } = evaluation;
  const rows = semenRows(loaded.course.records, response, therapy.firstDoseOn);
  const editions = whoEditions.filter((edition) => rows.some((row) => row.whoEdition === edition));
  return (
    <div className="flex flex-col gap-6">
      <ResponsePanel
        chart={chart}
        seen={await findSeenResponse(actor, enrollment.id, loaded.enrollment.timeZone)}
        signer={
          chart.earlierId === null ? signerAt(actor, 'response:confirm', patient.siteId) : null
        }
        seenHash={responseToSign(storedResponse(response), loaded.course.records).hash}
      />
      {rows.length === 0 ? (
        <EmptyState title="No semen analysis yet">
          Log a visit to enter one, or add an earlier analysis as history.
        </EmptyState>
      ) : (
        <>
          <SemenTable rows={rows} patientId={patientId} />
          {editions.length === 0 ? null : <WhoLimits editions={editions} />}
        </>
      )}
    </div>
  );
}
