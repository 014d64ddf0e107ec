import type { Route } from 'next';
import Link from 'next/link';
import { PageHeader } from '@/app/_components/ui/page-header';
import { TabLinks } from '@/app/_components/ui/tab-links';
import { proseDate } from '@/lib/dates/prose-date';
import { requirePermission } from '@/lib/server/page';
import { openSnapshot } from './_components/open-snapshot';

const tabs = [
  ['', 'Overview'],
  ['/tables', 'Tables'],
  ['/pictures', 'Pictures'],
  ['/flow', 'Flow'],
  ['/literature', 'Literature'],
  ['/report', 'Report'],
  ['/download', 'Download'],
  ['/exports', 'Exports'],
] as const;

export default async function SnapshotLayout({
  children,
  params,
}: LayoutProps<'/cohorts/[cohortId]/snapshots/[snapshotId]'>) {
  const { actor } = await requirePermission('export:study');
  const snapshot = await openSnapshot(actor, params);
  const { cohortId, id: snapshotId } = snapshot;
  const path = `/cohorts/${cohortId}/snapshots/${snapshotId}`;
  const { name, members, cutOff, definition } = snapshot;
  return (
    <>
      <PageHeader
        title={name}
        description={
          <>
            Snapshot of{' '}
            <Link className="text-accent underline" href={`/cohorts/${cohortId}` as Route}>
              {definition.cohort.name}
            </Link>
            : {members === 1 ? '1 man' : `${members} men`}, data up to {proseDate(cutOff)}
          </>
        }
      />
      <TabLinks
        label="Snapshot"
        links={tabs.map(([tab, label]) => ({ href: `${path}${tab}` as Route, label }))}
      />
      <div className="pt-4">{children}</div>
    </>
  );
}
