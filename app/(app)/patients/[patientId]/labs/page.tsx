import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { labFlowsheet } from '@/lib/timeline/lab-flowsheet';
import { LabTable } from './_components/lab-table';

export const metadata: Metadata = { title: 'Labs' };

export default async function LabsPage({ params }: PageProps<'/patients/[patientId]/labs'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId } = await params;
  const { loaded } = (await loadChart(actor, patientId)) ?? notFound();
  const flowsheet = labFlowsheet(loaded.course.records);
  if (flowsheet.reports.length === 0) {
    return (
      <EmptyState title="No lab report yet">
        Log a visit to enter the first one, or add an earlier report as history.
      </EmptyState>
    );
  }
  return (
    <LabTable
      flowsheet={flowsheet}
      hrefOf={(recordId) => `/patients/${patientId}/records/${recordId}` as Route}
    />
  );
}
