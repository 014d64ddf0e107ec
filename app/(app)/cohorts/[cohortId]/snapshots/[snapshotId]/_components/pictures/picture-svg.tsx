import type { ReactNode } from 'react';
import { pictureFont } from '@/lib/analysis/pictures/text-width';
import { paper, textSize } from './paper';

/** What every picture takes: its own id on the page, and what it shows in words. */
export interface PictureProps {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

interface PictureSvgProps extends PictureProps {
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
}

/** Holds all of its looks itself, in attributes, so that the saved file looks as it does here. */
export function PictureSvg({ id, title, description, width, height, children }: PictureSvgProps) {
  return (
    <svg
      id={id}
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily={pictureFont}
      fontSize={textSize}
      fill={paper.ink}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-text`}>{description}</desc>
      <rect width={width} height={height} fill={paper.ground} />
      {children}
    </svg>
  );
}
