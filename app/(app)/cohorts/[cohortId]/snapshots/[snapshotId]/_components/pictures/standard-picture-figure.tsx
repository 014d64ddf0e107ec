import { pictureFileName } from '@/lib/analysis/pictures/picture-file';
import {
  forestNumbers,
  kaplanMeierNumbers,
  labNumbers,
  type PictureNumbers,
  responseTimeNumbers,
  tmcNumbers,
} from '@/lib/analysis/pictures/picture-numbers';
import type { StandardPicture } from '@/lib/analysis/pictures/standard-pictures';
import { reasonWords } from '@/lib/analysis/reason-words';
import { PictureFigure } from './picture-figure';
import { PictureTable } from './picture-table';
import { type DrawnPicture, StandardPictureSvg } from './standard-picture-svg';

interface StandardPictureFigureProps {
  readonly picture: StandardPicture;
  /** Of cohort and snapshot: how the names of the files begin. */
  readonly fileName: readonly [cohort: string, snapshot: string];
}

/** A picture of a snapshot with its files and numbers, or why it is not drawn. */
export function StandardPictureFigure({ picture, fileName }: StandardPictureFigureProps) {
  const { key, title } = picture;
  const id = `picture-${key}`;
  if (picture.kind === 'nothing') {
    return (
      <section aria-labelledby={`${id}-heading`}>
        <h2 id={`${id}-heading`} className="font-semibold text-large">
          {title}
        </h2>
        <p className="max-w-prose">{picture.sentence}</p>
      </section>
    );
  }
  return (
    <PictureFigure
      id={id}
      title={title}
      description={picture.description}
      fileName={pictureFileName([...fileName, key])}
      numbers={<PictureTable title={title} numbers={numbersOf(picture)} />}
    >
      <StandardPictureSvg id={id} picture={picture} />
    </PictureFigure>
  );
}

function numbersOf(picture: DrawnPicture): PictureNumbers {
  switch (picture.kind) {
    case 'tmc':
      return tmcNumbers(picture.view);
    case 'response-time':
      return responseTimeNumbers(picture.view);
    case 'kaplan-meier':
      return kaplanMeierNumbers(picture.view, picture.timeAxis);
    case 'forest':
      return forestNumbers(picture.view, (reason) => reasonWords[reason].sentence);
    case 'laboratory':
      return labNumbers(picture.panels);
  }
}
