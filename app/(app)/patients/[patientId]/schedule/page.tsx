import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { toDay } from '@/lib/dates/civil-date';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { scheduleRows } from '@/lib/timeline/schedule-rows';
import { ScheduleTable } from './_components/schedule-table';

export const metadata: Metadata = { title: 'Schedule' };

export default async function SchedulePage({
  params,
}: PageProps<'/patients/[patientId]/schedule'>) {
  const { actor } = await requirePermission('patient:read');
  const { loaded, evaluation, today } =
    (await loadChart(actor, (await params).patientId)) ?? notFound();
  return <ScheduleTable rows={scheduleRows(loaded.protocol, evaluation.plan, toDay(today))} />;
}
