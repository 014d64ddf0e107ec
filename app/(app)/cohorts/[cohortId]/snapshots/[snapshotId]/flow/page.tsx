import type { Metadata } from 'next';
import { describeFlow } from '@/lib/analysis/flow-scope';
import { flowCountText, hideSmallInFlow } from '@/lib/analysis/flow-suppression';
import { pictureFileName } from '@/lib/analysis/pictures/picture-file';
import { flowNumbers } from '@/lib/analysis/pictures/picture-numbers';
import { requirePermission } from '@/lib/server/page';
import { getSnapshotFlow } from '@/lib/server/snapshots/pictures';
import { NobodyIn } from '../_components/nobody-in';
import { openSnapshot } from '../_components/open-snapshot';
import { FlowPicture } from '../_components/pictures/flow-picture';
import { PictureFigure } from '../_components/pictures/picture-figure';
import { PictureTable } from '../_components/pictures/picture-table';

export const metadata: Metadata = { title: 'Flow' };

export default async function FlowPage({
  params,
}: PageProps<'/cohorts/[cohortId]/snapshots/[snapshotId]/flow'>) {
  const { actor } = await requirePermission('export:study');
  const snapshot = await openSnapshot(actor, params);
  if (snapshot.members === 0) {
    return <NobodyIn what="to draw" />;
  }
  const { flow, smallestCell, hasScreening } = await getSnapshotFlow(actor, snapshot);
  const countText = flowCountText(hideSmallInFlow(flow, smallestCell), smallestCell);
  const description = describeFlow(hasScreening, smallestCell);
  const id = 'picture-flow';
  return (
    <PictureFigure
      id={id}
      title="Participant flow"
      description={description}
      fileName={pictureFileName([snapshot.definition.cohort.name, snapshot.name, 'flow'])}
      numbers={<PictureTable title="Participant flow" numbers={flowNumbers(flow, countText)} />}
    >
      <FlowPicture
        id={id}
        title="Participant flow"
        description={description}
        flow={flow}
        countText={countText}
      />
    </PictureFigure>
  );
}
