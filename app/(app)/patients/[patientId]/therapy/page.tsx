import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { chosenEnrollment } from '@/app/(app)/patients/[patientId]/_components/chosen-enrollment';
import { can } from '@/lib/auth/can';
import { therapyStepOf } from '@/lib/safety/next-step';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { getRemsIdentity } from '@/lib/server/patients/rems-identity';
import { findLeadingFlag, getTherapyView } from '@/lib/server/therapy/queries';
import { ConcomitantDrugs } from './_components/concomitant-drugs';
import { CumulativeDoses } from './_components/cumulative-doses';
import { DoseIntervals } from './_components/dose-intervals';
import { Holds } from './_components/holds';
import { Injections } from './_components/injections';
import { Ledger } from './_components/ledger';
import { RemsStatus } from './_components/rems-status';
import { TherapyActions } from './_components/therapy-actions';
import { TherapyState } from './_components/therapy-state';

export const metadata: Metadata = { title: 'Therapy and REMS' };

export default async function TherapyPage({
  params,
  searchParams,
}: PageProps<'/patients/[patientId]/therapy'>) {
  const { actor } = await requirePermission('patient:read');
  const chart =
    (await loadChart(actor, (await params).patientId, chosenEnrollment(await searchParams))) ??
    notFound();
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
  const isActive = chart.enrollment.status === 'active';
  const mayChange = isActive && can(actor, 'therapy:change', siteId);
  const mayRecord = isActive && can(actor, 'visit:record', siteId);
  const enrollmentId = chart.enrollment.id;
  const { change, flag: flagId } = await searchParams;
  const flag =
    typeof flagId === 'string' ? await findLeadingFlag(actor, enrollmentId, flagId) : null;
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-3">
        <TherapyState view={view} patientId={patientId} />
        {mayChange ? (
          <TherapyActions
            enrollmentId={enrollmentId}
            view={view}
            patientId={patientId}
            flag={flag}
            opened={flag === null ? null : therapyStepOf(change)}
          />
        ) : null}
      </div>
      <DoseIntervals view={view} patientId={patientId} />
      <CumulativeDoses view={view} />
      <Injections
        view={view}
        patientId={patientId}
        enrollmentId={enrollmentId}
        mayRecord={mayRecord}
      />
      <Holds view={view} patientId={patientId} />
      {view.rems === null ? null : (
        <>
          <RemsStatus
            rems={view.rems}
            patientId={patientId}
            identity={remsIdentity}
            mayEnterId={can(actor, 'patient:enroll', siteId)}
          />
          <Ledger view={view} patientId={patientId} />
        </>
      )}
      <ConcomitantDrugs
        view={view}
        patientId={patientId}
        enrollmentId={enrollmentId}
        mayRecord={mayRecord}
        mayAmend={can(actor, 'record:amend', siteId)}
      />
    </div>
  );
}
