import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { Skeleton } from '@/app/_components/ui/skeleton';
import { paperOf } from '@/lib/literature/papers';
import { figuresOf } from '@/lib/literature/published-paper';
import { requirePermission } from '@/lib/server/page';
import { getSnapshot } from '@/lib/server/snapshots/queries';
import { BesideThePaper } from '../_components/literature/beside-the-paper';

export const metadata: Metadata = { title: 'Literature' };

export default async function LiteraturePage({
  params,
}: PageProps<'/cohorts/[cohortId]/snapshots/[snapshotId]/literature'>) {
  const { actor } = await requirePermission('export:study');
  const { cohortId, snapshotId } = await params;
  const snapshot = (await getSnapshot(actor, snapshotId)) ?? notFound();
  if (snapshot.cohortId !== cohortId) {
    notFound();
  }
  const paper = paperOf(snapshot.protocolCode);
  if (paper === null) {
    return (
      <EmptyState title="No paper to stand beside">
        The program knows the published figures of three studies, and this protocol follows none of
        them.
      </EmptyState>
    );
  }
  if (snapshot.members === 0) {
    return (
      <EmptyState title="Nobody is in this snapshot">
        There is nothing to compare. Amend the cohort until somebody is in, and take another
        snapshot.
      </EmptyState>
    );
  }
  return (
    <Suspense
      fallback={<Skeleton rows={figuresOf(paper).length} label="R is computing the comparison" />}
    >
      <BesideThePaper actor={actor} snapshot={snapshot} paper={paper} />
    </Suspense>
  );
}
