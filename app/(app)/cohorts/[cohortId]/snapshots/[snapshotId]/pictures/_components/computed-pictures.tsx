import {
  computedPictures,
  type StandardPicturesInput,
} from '@/lib/analysis/pictures/standard-pictures';
import { standardPlan } from '@/lib/analysis/standard-plan';
import type { Actor } from '@/lib/auth/actor';
import type { SnapshotView } from '@/lib/server/snapshots/queries';
import { resultsOf } from '@/lib/server/statistics/results-of';
import { StatisticsProblem } from '@/lib/server/statistics/statistics-problem';
import { StandardPictureFigure } from '../../_components/pictures/standard-picture-figure';
import { NoStatistics } from '../../_components/tables/no-statistics';

interface ComputedPicturesProps {
  readonly actor: Actor;
  readonly snapshot: SnapshotView;
  readonly input: StandardPicturesInput;
}

/** Waits for R; the pictures above are shown meanwhile. */
export async function ComputedPictures({ actor, snapshot, input }: ComputedPicturesProps) {
  const pictures = await picturesOf({ actor, snapshot, input });
  return typeof pictures === 'string' ? (
    <NoStatistics title="These pictures cannot be drawn now" sentence={pictures} />
  ) : (
    pictures.map((picture) => (
      <StandardPictureFigure
        key={picture.key}
        picture={picture}
        fileName={[snapshot.definition.cohort.name, snapshot.name]}
      />
    ))
  );
}

/** The pictures, or why R gave no answer. */
async function picturesOf({ actor, snapshot, input }: ComputedPicturesProps) {
  try {
    const plan = standardPlan(input.scope, input.options);
    return computedPictures(input, await resultsOf(actor, snapshot.id, plan));
  } catch (error) {
    if (error instanceof StatisticsProblem) {
      return error.message;
    }
    throw error;
  }
}
