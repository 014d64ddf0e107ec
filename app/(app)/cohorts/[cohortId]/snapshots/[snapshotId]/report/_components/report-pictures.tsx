import type { ReactNode } from 'react';
import { describeFlow } from '@/lib/analysis/flow-scope';
import { flowCountText, hideSmallInFlow } from '@/lib/analysis/flow-suppression';
import {
  computedPictures,
  countedPictures,
  type StandardPicture,
} from '@/lib/analysis/pictures/standard-pictures';
import { frozenScope, type PlanOptions } from '@/lib/analysis/plan-options';
import type { AnalysisResults } from '@/lib/analysis/results';
import type { Actor } from '@/lib/auth/actor';
import { publishedRatios } from '@/lib/literature/published-ratios';
import { getSnapshotFlow, readMenToDraw } from '@/lib/server/snapshots/pictures';
import type { SnapshotView } from '@/lib/server/snapshots/queries';
import { FlowPicture } from '../../_components/pictures/flow-picture';
import { StandardPictureSvg } from '../../_components/pictures/standard-picture-svg';

interface ReportPicturesProps {
  readonly actor: Actor;
  readonly snapshot: SnapshotView;
  readonly options: PlanOptions;
  readonly results: AnalysisResults;
}

/** The flow and the pictures as the figures of a paper; one that is not drawn says why. */
export async function ReportPictures({ actor, snapshot, options, results }: ReportPicturesProps) {
  const scope = frozenScope(snapshot.definition);
  const [{ flow, smallestCell, hasScreening }, men] = await Promise.all([
    getSnapshotFlow(actor, snapshot),
    readMenToDraw(actor, snapshot),
  ]);
  const published = publishedRatios(snapshot.protocolCode, options);
  const input = { scope, options, smallestCell, men, published };
  const pictures = [...countedPictures(input), ...computedPictures(input, results)];
  const description = describeFlow(hasScreening, smallestCell);
  return (
    <div className="flex flex-col gap-10">
      <Figure caption={`Figure 1. Participant flow. ${description}`}>
        <FlowPicture
          id="report-flow"
          title="Participant flow"
          description={description}
          flow={flow}
          countText={flowCountText(hideSmallInFlow(flow, smallestCell), smallestCell)}
        />
      </Figure>
      {pictures.map((picture, index) => (
        <ReportPicture key={picture.key} picture={picture} number={index + 2} />
      ))}
    </div>
  );
}

function ReportPicture({ picture, number }: { picture: StandardPicture; number: number }) {
  const caption = `Figure ${number}. ${picture.title}.`;
  if (picture.kind === 'nothing') {
    return (
      <p className="max-w-prose">
        {caption} {picture.sentence}
      </p>
    );
  }
  return (
    <Figure caption={`${caption} ${picture.description}`}>
      <StandardPictureSvg id={`report-${picture.key}`} picture={picture} />
    </Figure>
  );
}

/** As wide as the page at most, so that it fits on the printed one. */
function Figure({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <figure className="flex break-inside-avoid flex-col gap-2 [&>svg]:h-auto [&>svg]:max-w-full">
      {children}
      <figcaption className="max-w-prose text-dense text-muted">{caption}</figcaption>
    </figure>
  );
}
