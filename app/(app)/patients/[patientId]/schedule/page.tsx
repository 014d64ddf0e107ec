import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { can } from '@/lib/auth/can';
import { toCivilDate, toDay } from '@/lib/dates/civil-date';
import { describeRecord } from '@/lib/records/describe-record';
import { requirePermission } from '@/lib/server/page';
import { type Chart, loadChart } from '@/lib/server/patients/load-chart';
import { listAdjustments } from '@/lib/server/plan/queries';
import { partOf, scheduleParts, scheduleRows } from '@/lib/timeline/schedule-rows';
import { AdjustmentList } from './_components/adjustment-list';
import { EndOfEnrollment } from './_components/end-of-enrollment';
import { ScheduleFilters } from './_components/schedule-filters';
import { type LinkableRecord, ScheduleTable } from './_components/schedule-table';

export const metadata: Metadata = { title: 'Schedule' };

const partSchema = z.enum(scheduleParts).nullable().catch(null);

export default async function SchedulePage({
  params,
  searchParams,
}: PageProps<'/patients/[patientId]/schedule'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId } = await params;
  const chart = (await loadChart(actor, patientId)) ?? notFound();
  const part = partSchema.parse((await searchParams)['show']);
  const { loaded, evaluation, enrollment, patient, today } = chart;
  const adjustments = await listAdjustments(actor, enrollment.id, loaded.enrollment.timeZone);
  const mayAdjust = can(actor, 'plan:adjust', patient.siteId) && enrollment.status === 'active';
  const rows = scheduleRows(loaded.protocol, evaluation.plan, toDay(today));
  const titles = Object.fromEntries(rows.map(({ key, title }) => [key, title]));
  return (
    <div className="flex flex-col gap-4">
      <ScheduleFilters patientId={patientId} rows={rows} part={part} />
      <ScheduleTable
        rows={rows.filter((row) => part === null || partOf(row) === part)}
        change={
          mayAdjust ? { enrollmentId: enrollment.id, today, records: linkableRecords(chart) } : null
        }
      />
      <AdjustmentList adjustments={adjustments} titles={titles} mayWithdraw={mayAdjust} />
      <EndOfEnrollment
        patientId={patientId}
        enrollment={enrollment}
        mayEnd={can(actor, 'patient:enroll', patient.siteId)}
        mayReopen={can(actor, 'decision:make', patient.siteId)}
      />
    </div>
  );
}

/** Every record that stands, newest first. */
function linkableRecords({ loaded }: Chart): LinkableRecord[] {
  return loaded.course.records
    .filter(({ voided }) => !voided)
    .toSorted((one, other) => other.on - one.on)
    .map((record) => {
      const { title, summary } = describeRecord(record);
      const label = `${toCivilDate(record.on)} ${title}: ${summary}`;
      return { kind: record.kind, value: record.id, label: label.slice(0, 120) };
    });
}
