import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { can } from '@/lib/auth/can';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { getRemsIdentity } from '@/lib/server/patients/rems-identity';
import { getTherapyView } from '@/lib/server/therapy/queries';
import { CumulativeDoses } from './_components/cumulative-doses';
import { Dispensings } from './_components/dispensings';
import { DoseIntervals } from './_components/dose-intervals';
import { Holds } from './_components/holds';
import { RemsStatus } from './_components/rems-status';
import { TherapyActions } from './_components/therapy-actions';
import { TherapyState } from './_components/therapy-state';

export const metadata: Metadata = { title: 'Therapy and REMS' };

export default async function TherapyPage({ params }: PageProps<'/patients/[patientId]/therapy'>) {
  const { actor } = await requirePermission('patient:read');
  const chart = (await loadChart(actor, (await params).patientId)) ?? notFound();
  const view = await getTherapyView(actor, chart);
  const { id: patientId, siteId } = chart.patient;
  if (!view.isTreated) {
    return (
      <EmptyState title="His arm of the protocol has no drug">
        Drugs that he takes beside the protocol stand among his records.
      </EmptyState>
    );
  }
  const remsIdentity = view.rems === null ? null : await getRemsIdentity(actor, patientId);
  const mayChange = chart.enrollment.status === 'active' && can(actor, 'therapy:change', siteId);
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-3">
        <TherapyState view={view} patientId={patientId} />
        {mayChange ? <TherapyActions enrollmentId={chart.enrollment.id} view={view} /> : null}
      </div>
      <DoseIntervals view={view} patientId={patientId} />
      <CumulativeDoses view={view} />
      <Holds view={view} patientId={patientId} />
      {view.rems === null ? null : (
        <>
          <RemsStatus
            rems={view.rems}
            patientId={patientId}
            identity={remsIdentity}
            mayEnterId={can(actor, 'patient:enroll', siteId)}
          />
          <Dispensings view={view} patientId={patientId} />
        </>
      )}
    </div>
  );
}
