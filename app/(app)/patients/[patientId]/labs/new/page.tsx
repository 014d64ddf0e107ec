import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { toDay } from '@/lib/dates/civil-date';
import { findDraft } from '@/lib/server/drafts/find-draft';
import { listLaboratories } from '@/lib/server/labs/queries';
import { requireActor, requirePermissionAt } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { labFormView } from '@/lib/visits/lab-form-view';
import { labReportFormKey } from '@/lib/visits/lab-report-values';
import { dueItems } from '@/lib/visits/visit-form-view';
import { LabReportForm } from './_components/lab-report-form';

export const metadata: Metadata = { title: 'Enter lab report' };

export default async function NewLabReportPage({
  params,
}: PageProps<'/patients/[patientId]/labs/new'>) {
  const actor = await requireActor();
  const { patientId } = await params;
  const { patient, enrollment, loaded, evaluation, today } =
    (await loadChart(actor, patientId)) ?? notFound();
  await requirePermissionAt('visit:record', patient.siteId);
  if (enrollment.status !== 'active') {
    return (
      <EmptyState title="The enrollment has ended">
        Lab reports are entered on an enrollment in progress. What was found before stands under
        History and can be corrected there.
      </EmptyState>
    );
  }
  const day = toDay(today);
  const due = dueItems(loaded.protocol, evaluation.plan, day);
  const laboratories = await listLaboratories(actor, patient.siteId);
  const formKey = labReportFormKey(enrollment.id);
  return (
    <LabReportForm
      view={labFormView(loaded.course, due, laboratories, day)}
      enrollmentId={enrollment.id}
      enrollmentVersion={enrollment.version}
      place={{ formKey, siteId: patient.siteId, patientId }}
      draft={await findDraft(actor, formKey)}
    />
  );
}
