import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { semenRows } from '@/lib/timeline/semen-rows';
import { SemenTable } from './_components/semen-table';

export const metadata: Metadata = { title: 'Semen' };

export default async function SemenPage({ params }: PageProps<'/patients/[patientId]/semen'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId } = await params;
  const { loaded, evaluation } = (await loadChart(actor, patientId)) ?? notFound();
  const { response, therapy } = evaluation;
  const rows = semenRows(loaded.course.records, response, therapy.firstDoseOn);
  return rows.length === 0 ? (
    <EmptyState title="No semen analysis yet">
      Log a visit to enter one, or add an earlier analysis as history.
    </EmptyState>
  ) : (
    <SemenTable rows={rows} patientId={patientId} />
  );
}
