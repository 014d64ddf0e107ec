import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { LinkButton } from '@/app/_components/ui/link-button';
import { can } from '@/lib/auth/can';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { labFlowsheet } from '@/lib/timeline/lab-flowsheet';
import { LabTable } from './_components/lab-table';

export const metadata: Metadata = { title: 'Labs' };

export default async function LabsPage({ params }: PageProps<'/patients/[patientId]/labs'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId } = await params;
  const { loaded, enrollment, patient } = (await loadChart(actor, patientId)) ?? notFound();
  const mayEnter = enrollment.status === 'active' && can(actor, 'visit:record', patient.siteId);
  const flowsheet = labFlowsheet(loaded.course.records);
  if (flowsheet.reports.length === 0) {
    return (
      <EmptyState
        title="No lab report yet"
        action={mayEnter ? <EnterReport patientId={patientId} /> : null}
      >
        Enter the first one here or with a visit, or add an earlier report as history.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      {mayEnter ? <EnterReport patientId={patientId} /> : null}
      <LabTable
        flowsheet={flowsheet}
        hrefOf={(recordId) => `/patients/${patientId}/records/${recordId}` as Route}
      />
    </div>
  );
}

function EnterReport({ patientId }: { patientId: string }) {
  return (
    <LinkButton href={`/patients/${patientId}/labs/new`} className="self-end">
      Enter lab report
    </LinkButton>
  );
}
