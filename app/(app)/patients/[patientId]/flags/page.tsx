import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { chosenEnrollment } from '@/app/(app)/patients/[patientId]/_components/chosen-enrollment';
import { can } from '@/lib/auth/can';
import { signerAt } from '@/lib/auth/signature';
import { permissionToClose } from '@/lib/safety/dispositions';
import { listFlags } from '@/lib/server/flags/queries';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { FlagEntry } from './_components/flag-entry';
import { Information } from './_components/information';
import { UnansweredRules } from './_components/unanswered-rules';

export const metadata: Metadata = { title: 'Flags' };

export default async function FlagsPage({
  params,
  searchParams,
}: PageProps<'/patients/[patientId]/flags'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId } = await params;
  const { loaded, enrollment, patient, evaluation, today, earlierId } =
    (await loadChart(actor, patientId, chosenEnrollment(await searchParams))) ?? notFound();
  const flags = await listFlags(actor, enrollment.id, loaded.enrollment.timeZone);
  const { safety } = evaluation;
  const mayChangeTherapy =
    enrollment.status === 'active' && can(actor, 'therapy:change', patient.siteId);
  return (
    <div className="flex flex-col gap-6">
      {flags.length === 0 ? (
        <EmptyState title="No flag has been raised">
          The safety rules of the protocol are applied to every lab result, symptom check and drug
          that is recorded.
        </EmptyState>
      ) : (
        <ul className="flex flex-col">
          {flags.map((flag) => (
            <FlagEntry
              key={flag.id}
              flag={flag}
              patientId={patientId}
              today={today}
              mayChangeTherapy={mayChangeTherapy}
              closer={
                earlierId === null
                  ? signerAt(actor, permissionToClose(flag.severity), patient.siteId)
                  : null
              }
            />
          ))}
        </ul>
      )}
      <UnansweredRules unknowns={safety.unknowns} />
      <Information findings={safety.findings} patientId={patientId} />
    </div>
  );
}
