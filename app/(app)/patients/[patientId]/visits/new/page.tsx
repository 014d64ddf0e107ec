import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { toDay } from '@/lib/dates/civil-date';
import { findDraft } from '@/lib/server/drafts/find-draft';
import { listLaboratories } from '@/lib/server/labs/queries';
import { requireActor, requirePermissionAt } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { visitFormView } from '@/lib/visits/visit-form-view';
import { visitFormKey } from '@/lib/visits/visit-values';
import { VisitForm } from './_components/visit-form';

export const metadata: Metadata = { title: 'Log a visit' };

export default async function NewVisitPage({
  params,
}: PageProps<'/patients/[patientId]/visits/new'>) {
  const actor = await requireActor();
  const { patientId } = await params;
  const { patient, enrollment, loaded, evaluation, today } =
    (await loadChart(actor, patientId)) ?? notFound();
  await requirePermissionAt('visit:record', patient.siteId);
  if (enrollment.status !== 'active') {
    return (
      <EmptyState title="The enrollment has ended">
        Visits are logged on an enrollment in progress. What was found before stands under History
        and can be corrected there.
      </EmptyState>
    );
  }
  const laboratories = await listLaboratories(actor, patient.siteId);
  const formKey = visitFormKey(enrollment.id);
  return (
    <VisitForm
      view={visitFormView(loaded.protocol, loaded.course, evaluation, laboratories, toDay(today))}
      enrollmentId={enrollment.id}
      enrollmentVersion={enrollment.version}
      place={{ formKey, siteId: patient.siteId, patientId }}
      draft={await findDraft(actor, formKey)}
    />
  );
}
