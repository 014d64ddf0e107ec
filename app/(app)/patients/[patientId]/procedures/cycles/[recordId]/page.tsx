import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { findDraft } from '@/lib/server/drafts/find-draft';
import { requireActor, requirePermissionAt } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { listPartners } from '@/lib/server/procedures/queries';
import { getRecordPage } from '@/lib/server/records/queries';
import { cycleFormKey } from '@/lib/visits/procedure-values';
import { ReportForm } from './_components/report-form';

export const metadata: Metadata = { title: 'Report on an ICSI cycle' };

export default async function CyclePage({
  params,
}: PageProps<'/patients/[patientId]/procedures/cycles/[recordId]'>) {
  const actor = await requireActor();
  const { patientId, recordId } = await params;
  const { patient, today } = (await loadChart(actor, patientId)) ?? notFound();
  await requirePermissionAt('record:amend', patient.siteId);
  const record = (await getRecordPage(actor, patientId, recordId)) ?? notFound();
  if (record.entry.kind !== 'icsi-cycle' || record.isVoided) {
    notFound();
  }
  const formKey = cycleFormKey(recordId);
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      <h2 className="font-semibold text-large">Report on the cycle of {record.entry.on}</h2>
      <ReportForm
        recordId={recordId}
        version={record.version}
        entry={record.entry}
        today={today}
        partners={await listPartners(actor, patientId)}
        place={{ formKey, siteId: patient.siteId, patientId }}
        draft={await findDraft(actor, formKey)}
      />
    </div>
  );
}
