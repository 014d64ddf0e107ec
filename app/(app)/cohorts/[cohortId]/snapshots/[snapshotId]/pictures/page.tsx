import type { Metadata, Route } from 'next';
import { Suspense } from 'react';
import { Skeleton } from '@/app/_components/ui/skeleton';
import { countedPictures } from '@/lib/analysis/pictures/standard-pictures';
import { frozenScope, readPlanOptions } from '@/lib/analysis/plan-options';
import { publishedRatios } from '@/lib/literature/published-ratios';
import { requirePermission } from '@/lib/server/page';
import { readMenToDraw } from '@/lib/server/snapshots/pictures';
import { NobodyIn } from '../_components/nobody-in';
import { openSnapshot } from '../_components/open-snapshot';
import { StandardPictureFigure } from '../_components/pictures/standard-picture-figure';
import { OptionsForm } from '../_components/tables/options-form';
import { ComputedPictures } from './_components/computed-pictures';

export const metadata: Metadata = { title: 'Pictures' };

export default async function PicturesPage({
  params,
  searchParams,
}: PageProps<'/cohorts/[cohortId]/snapshots/[snapshotId]/pictures'>) {
  const { actor } = await requirePermission('export:study');
  const snapshot = await openSnapshot(actor, params);
  const { cohortId, id: snapshotId } = snapshot;
  if (snapshot.members === 0) {
    return <NobodyIn what="to draw" />;
  }
  const { definition, name, protocolCode } = snapshot;
  const scope = frozenScope(definition);
  const options = readPlanOptions(scope, await searchParams);
  const { smallestCell } = definition.cohort;
  const men = await readMenToDraw(actor, snapshot);
  const published = publishedRatios(protocolCode, options);
  return (
    <div className="flex flex-col gap-10">
      <OptionsForm
        path={`/cohorts/${cohortId}/snapshots/${snapshotId}/pictures` as Route}
        scope={scope}
        options={options}
        submitLabel="Draw pictures"
      />
      {countedPictures({ smallestCell, men }).map((picture) => (
        <StandardPictureFigure
          key={picture.key}
          picture={picture}
          fileName={[definition.cohort.name, name]}
        />
      ))}
      <Suspense key={JSON.stringify(options)} fallback={<Computing />}>
        <ComputedPictures
          actor={actor}
          snapshot={snapshot}
          input={{ scope, options, smallestCell, men, published }}
        />
      </Suspense>
    </div>
  );
}

/** The first answer takes R some seconds; later ones are kept. */
function Computing() {
  return (
    <div>
      <p className="pb-2 text-muted">R is computing what the other pictures show…</p>
      <Skeleton rows={24} label="R is computing the pictures" />
    </div>
  );
}
