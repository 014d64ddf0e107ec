import type { ReactNode } from 'react';
import { DownloadPicture } from './download-picture';

interface PictureFigureProps {
  /** Of the SVG inside. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly fileName: string;
  /** The SVG. */
  readonly children: ReactNode;
  /** The same numbers as a table. */
  readonly numbers: ReactNode;
}

/** A picture with its heading, its files, and the same numbers as a table below. */
export function PictureFigure(props: PictureFigureProps) {
  const { id, title, description, fileName, children, numbers } = props;
  return (
    <section
      aria-labelledby={`${id}-heading`}
      className="flex flex-col gap-2 print:break-inside-avoid"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div>
          <h2 id={`${id}-heading`} className="font-semibold text-large">
            {title}
          </h2>
          <p className="max-w-prose text-muted">{description}</p>
        </div>
        <DownloadPicture pictureId={id} title={title} fileName={fileName} />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a labelled scroll area is not a page section */}
      <div
        role="region"
        aria-label={`Picture: ${title}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto rounded border border-line print:overflow-visible print:border-0 print:[&>svg]:h-auto print:[&>svg]:max-w-full"
      >
        {children}
      </div>
      <details className="print:hidden">
        <summary className="w-fit cursor-pointer text-accent underline underline-offset-2">
          The same numbers as a table
        </summary>
        <div className="max-w-4xl pt-2">{numbers}</div>
      </details>
    </section>
  );
}
