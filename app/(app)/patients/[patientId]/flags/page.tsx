import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { signerAt } from '@/lib/auth/signature';
import { permissionToClose } from '@/lib/safety/dispositions';
import { listFlags } from '@/lib/server/flags/queries';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { FlagEntry } from './_components/flag-entry';

export const metadata: Metadata = { title: 'Flags' };

export default async function FlagsPage({ params }: PageProps<'/patients/[patientId]/flags'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId } = await params;
  const { loaded, enrollment, patient, evaluation } =
    (await loadChart(actor, patientId)) ?? notFound();
  const flags = await listFlags(actor, enrollment.id, loaded.enrollment.timeZone);
  const { safetyRules } = loaded.protocol.definition;
  const { unknowns } = evaluation.safety;
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
              title={safetyRules.find(({ id }) => id === flag.ruleId)?.title ?? flag.ruleId}
              patientId={patientId}
              closer={signerAt(actor, permissionToClose(flag.severity), patient.siteId)}
            />
          ))}
        </ul>
      )}
      {unknowns.length === 0 ? null : (
        <section aria-labelledby="unknown-title">
          <h2 id="unknown-title" className="pb-1 font-semibold">
            Rules that cannot say
          </h2>
          <ul className="text-dense">
            {unknowns.map(({ ruleId, title, on, reason }) => (
              <li key={ruleId} className="border-line border-b py-1.5">
                {title}, {on}: {reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
