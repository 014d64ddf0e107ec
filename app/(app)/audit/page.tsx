import type { Metadata, Route } from 'next';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { OlderNewer } from '@/app/_components/ui/older-newer';
import { PageHeader } from '@/app/_components/ui/page-header';
import { AuditTable } from '@/app/(app)/_components/audit-table';
import { listAuditEvents } from '@/lib/server/audit/queries';
import { requirePermission } from '@/lib/server/page';
import { auditHref, readAuditSearch } from '@/lib/timeline/audit-search';
import { AuditFilters } from './_components/audit-filters';

export const metadata: Metadata = { title: 'Audit' };

export default async function AuditPage({ searchParams }: PageProps<'/audit'>) {
  const { actor, sites } = await requirePermission('audit:read');
  const search = readAuditSearch(await searchParams);
  const { lines, hasMore } = await listAuditEvents(actor, {
    ...search,
    siteIds: sites.map(({ siteId }) => siteId),
    patientId: null,
  });
  return (
    <>
      <PageHeader
        title="Audit"
        description="Every change at your sites, newest first, by each site’s own clock"
      />
      <AuditFilters search={search} />
      {lines.length === 0 ? (
        <EmptyState title="No event matches">Take a filter away, or choose other dates.</EmptyState>
      ) : (
        <AuditTable lines={lines} showsPatient />
      )}
      <OlderNewer
        label="Pages of the audit trail"
        page={search.page}
        hasMore={hasMore}
        hrefOf={(page) => auditHref({ ...search, page }) as Route}
      />
    </>
  );
}
