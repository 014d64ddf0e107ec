import type { Metadata } from 'next';
import { Suspense } from 'react';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { Skeleton } from '@/app/_components/ui/skeleton';
import { paperOf } from '@/lib/literature/papers';
import { figuresOf } from '@/lib/literature/published-paper';
import { requirePermission } from '@/lib/server/page';
import { BesideThePaper } from '../_components/literature/beside-the-paper';
import { NobodyIn } from '../_components/nobody-in';
import { openSnapshot } from '../_components/open-snapshot';

export const metadata: Metadata = { title: 'Literature' };

export default async function LiteraturePage({
  params,
}: PageProps<'/cohorts/[cohortId]/snapshots/[snapshotId]/literature'>) {
  const { actor } = await requirePermission('export:study');
  const snapshot = await openSnapshot(actor, params);
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
    return <NobodyIn what="to compare" />;
  }
  return (
    <Suspense
      fallback={<Skeleton rows={figuresOf(paper).length} label="R is computing the comparison" />}
    >
      <BesideThePaper actor={actor} snapshot={snapshot} paper={paper} />
    </Suspense>
  );
}
