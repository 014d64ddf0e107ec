import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { toDay } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import { findDraft } from '@/lib/server/drafts/find-draft';
import { listLaboratories } from '@/lib/server/labs/queries';
import { requireActor, requirePermissionAt } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { labFormView } from '@/lib/visits/lab-form-view';
import { historyFormKey } from '@/lib/visits/record-entry-values';
import { HistoryForm } from './_components/history-form';

export const metadata: Metadata = { title: 'Add history' };

export default async function NewHistoryPage({
  params,
}: PageProps<'/patients/[patientId]/history/new'>) {
  const actor = await requireActor();
  const chart = (await loadChart(actor, (await params).patientId)) ?? notFound();
  const { patient, enrollment, loaded, today } = chart;
  await requirePermissionAt('visit:record', patient.siteId);
  const laboratories = await listLaboratories(actor, patient.siteId);
  const formKey = historyFormKey(patient.id);
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      <div>
        <h2 className="font-semibold text-large">Add history</h2>
        <p className="text-muted">
          Findings up to enrollment on {proseDate(enrollment.enrolledOn)}, each with where it comes
          from; they count for eligibility and baseline.
        </p>
      </div>
      <HistoryForm
        patientId={patient.id}
        today={today}
        labs={labFormView(loaded.course, [], laboratories, toDay(today))}
        place={{ formKey, siteId: patient.siteId, patientId: patient.id }}
        draft={await findDraft(actor, formKey)}
      />
    </div>
  );
}
