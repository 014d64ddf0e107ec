import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { countedPictures } from '@/lib/analysis/pictures/standard-pictures';
import { requirePermission } from '@/lib/server/page';
import { readMenToDraw } from '@/lib/server/snapshots/pictures';
import { getSnapshot } from '@/lib/server/snapshots/queries';
import { StandardPictureFigure } from '../_components/pictures/standard-picture-figure';

export const metadata: Metadata = { title: 'Pictures' };

export default async function PicturesPage({
  params,
}: PageProps<'/cohorts/[cohortId]/snapshots/[snapshotId]/pictures'>) {
  const { actor } = await requirePermission('export:study');
  const { cohortId, snapshotId } = await params;
  const snapshot = (await getSnapshot(actor, snapshotId)) ?? notFound();
  if (snapshot.cohortId !== cohortId) {
    notFound();
  }
  if (snapshot.members === 0) {
    return (
      <EmptyState title="Nobody is in this snapshot">
        There is nothing to draw. Amend the cohort until somebody is in, and take another snapshot.
      </EmptyState>
    );
  }
  const { smallestCell } = snapshot.definition.cohort;
  const men = await readMenToDraw(actor, snapshot);
  return (
    <div className="flex flex-col gap-10">
      {countedPictures({ smallestCell, men }).map((picture) => (
        <StandardPictureFigure key={picture.key} picture={picture} snapshotName={snapshot.name} />
      ))}
    </div>
  );
}
