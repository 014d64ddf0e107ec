import type { StandardPicture } from '@/lib/analysis/pictures/standard-pictures';
import { reasonWords } from '@/lib/analysis/reason-words';
import { ForestPicture } from './forest-picture';
import { KaplanMeierPicture } from './kaplan-meier-picture';
import { LabLinesPicture } from './lab-lines-picture';
import { ResponseTimePicture } from './response-time-picture';
import { TmcPicture } from './tmc-picture';

export type DrawnPicture = Exclude<StandardPicture, { kind: 'nothing' }>;

/** The picture itself, without heading, files and table: the report has its own. */
export function StandardPictureSvg({ id, picture }: { id: string; picture: DrawnPicture }) {
  const { title, description } = picture;
  const head = { id, title, description };
  switch (picture.kind) {
    case 'tmc':
      return <TmcPicture {...head} view={picture.view} />;
    case 'response-time':
      return <ResponseTimePicture {...head} view={picture.view} />;
    case 'kaplan-meier': {
      const { view, event, timeAxis, test } = picture;
      return (
        <KaplanMeierPicture {...head} view={view} event={event} timeAxis={timeAxis} test={test} />
      );
    }
    case 'forest':
      return (
        <ForestPicture
          {...head}
          view={picture.view}
          axisText={picture.axisText}
          reasonText={(reason) => reasonWords[reason].sentence}
        />
      );
    case 'laboratory':
      return <LabLinesPicture {...head} panels={picture.panels} />;
  }
}
