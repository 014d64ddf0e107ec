import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHeader } from '@/app/_components/ui/page-header';
import type { Actor } from '@/lib/auth/actor';
import { findDraft } from '@/lib/server/drafts/find-draft';
import { listEnrollableSites } from '@/lib/server/enrollments/enrollable-sites';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { EnrollForm } from './_components/enroll-form';
import type { KnownPatient } from './_components/known-patient';

export const metadata: Metadata = { title: 'Enroll a patient' };

/** `?patient=` enrolls a man again whose enrollment has ended. */
export default async function EnrollPage({ searchParams }: PageProps<'/patients/new'>) {
  const { actor, sites } = await requirePermission('patient:enroll');
  const { patient } = await searchParams;
  const known = typeof patient === 'string' ? await findKnownPatient(actor, patient) : null;
  const offered = known === null ? sites : sites.filter(({ siteId }) => siteId === known.siteId);
  if (offered.length === 0) {
    return notFound();
  }
  const formKey = known === null ? 'enroll.1' : `enroll.1:${known.patientId}`;
  return (
    <>
      <PageHeader
        title={known === null ? 'Enroll a patient' : `Enroll ${known.name} again`}
        description={
          known === null
            ? 'The criteria are judged while you type; what is not known stays unknown.'
            : 'What is recorded of him counts; the criteria are judged while you type.'
        }
      />
      <EnrollForm
        sites={await listEnrollableSites(actor, offered)}
        known={known}
        formKey={formKey}
        draft={await findDraft(actor, formKey)}
      />
    </>
  );
}

async function findKnownPatient(actor: Actor, patientId: string): Promise<KnownPatient> {
  const { patient, loaded } = (await loadChart(actor, patientId)) ?? notFound();
  return {
    patientId,
    siteId: patient.siteId,
    name: patient.name ?? patient.studyId,
    records: loaded.course.records,
  };
}
