import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { LinkButton } from '@/app/_components/ui/link-button';
import { OlderNewer } from '@/app/_components/ui/older-newer';
import { AuditTable } from '@/app/(app)/_components/audit-table';
import { can } from '@/lib/auth/can';
import { hrefWith } from '@/lib/core/href';
import { pageSchema } from '@/lib/core/page-number';
import { listAuditEvents } from '@/lib/server/audit/queries';
import { requirePermission } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';

export const metadata: Metadata = { title: 'History' };

export default async function HistoryPage({
  params,
  searchParams,
}: PageProps<'/patients/[patientId]/history'>) {
  const { actor } = await requirePermission('patient:read');
  const { patientId } = await params;
  const { patient } = (await loadChart(actor, patientId)) ?? notFound();
  const page = pageSchema.parse((await searchParams)['page']);
  const { lines, hasMore } = await listAuditEvents(actor, {
    siteIds: [patient.siteId],
    patientId,
    studyId: null,
    tableName: null,
    from: null,
    to: null,
    page,
  });
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2 pb-2">
        <p className="text-dense text-muted">
          Every change to this patient’s data, newest first, by the site’s clock
        </p>
        {can(actor, 'visit:record', patient.siteId) ? (
          <LinkButton href={`/patients/${patientId}/history/new`}>Add history</LinkButton>
        ) : null}
      </div>
      <AuditTable lines={lines} showsPatient={false} />
      <OlderNewer
        label="Pages of the history"
        page={page}
        hasMore={hasMore}
        hrefOf={(next) => hrefWith(`/patients/${patientId}/history`, { page: next }) as Route}
      />
    </>
  );
}
