import type { TimelineMark } from '@/lib/timeline/timeline-view';
import { frame, type TimeScale } from './chart-frame';
import { ChartMark, type MarkEvents } from './chart-mark';
import { LaneLabel } from './lane-label';

export const markRowHeight = 20;

/** Of the small type, on average. */
const characterWidth = 6.5;

interface MarkRowProps {
  readonly title: string;
  readonly marks: readonly TimelineMark[];
  readonly shape: 'dot' | 'diamond';
  /** Labels beside the marks where there are few. */
  readonly isLabelled?: boolean;
  readonly x: TimeScale;
  readonly top: number;
  readonly events: MarkEvents;
}

export function MarkRow({ title, marks, shape, isLabelled = false, x, top, events }: MarkRowProps) {
  const y = top + markRowHeight / 2;
  const hasRoom = ({ day, label }: TimelineMark, index: number) => {
    const next = marks[index + 1];
    return next === undefined || x(next.day) - x(day) > 12 + label.length * characterWidth;
  };
  return (
    <g>
      <LaneLabel y={y} text={title} isHeading />
      {marks.length === 0 ? (
        <text x={frame.left + 4} y={y + 4} className="fill-muted text-small">
          none recorded
        </text>
      ) : null}
      {marks.map((mark, index) => (
        <ChartMark key={mark.id} text={mark} {...events}>
          {shape === 'dot' ? (
            <circle cx={x(mark.day)} cy={y} r={4} className="fill-info" />
          ) : (
            <path d={`M ${x(mark.day)} ${y - 6} l 6 6 l -6 6 l -6 -6 z`} className="fill-accent" />
          )}
          {isLabelled && hasRoom(mark, index) ? (
            <text x={x(mark.day) + 9} y={y + 4} className="fill-ink text-small">
              {mark.label}
            </text>
          ) : null}
        </ChartMark>
      ))}
    </g>
  );
}
