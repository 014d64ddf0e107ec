import type { ReactNode } from 'react';

/** What a mark says when it is pointed at or focused. */
export interface MarkText {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly date: string;
  readonly studyDay: number | null;
  readonly recordId: string | null;
}

export interface MarkEvents {
  readonly activeId: string | null;
  /** The one mark that Tab reaches; the arrow keys walk on from it. */
  readonly tabStopId: string | null;
  readonly onShow: (text: MarkText) => void;
}

interface ChartMarkProps extends MarkEvents {
  readonly text: MarkText;
  readonly children: ReactNode;
}

export function ChartMark({ text, activeId, tabStopId, onShow, children }: ChartMarkProps) {
  const studyDay = text.studyDay === null ? '' : `, study day ${text.studyDay}`;
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a mark is an image that takes the focus, so that its text can be read
    <g
      role="img"
      aria-label={`${text.date}${studyDay}: ${text.label}, ${text.detail}`}
      data-mark={text.id}
      tabIndex={text.id === tabStopId ? 0 : -1}
      className={`timeline-mark outline-none ${text.id === activeId ? 'timeline-mark-active' : ''}`}
      onPointerEnter={() => onShow(text)}
      onFocus={() => onShow(text)}
    >
      {children}
    </g>
  );
}
