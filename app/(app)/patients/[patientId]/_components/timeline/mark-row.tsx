import type { TimelineMark } from '@/lib/timeline/timeline-view';
import { frame, type TimeScale } from './chart-frame';
import { ChartMark, type MarkEvents } from './chart-mark';
import { LaneLabel } from './lane-label';

export const markRowHeight = 20;

/** Of the small type, on average. */
const characterWidth = 6.5;
const labelGap = 9;

interface MarkRowProps {
  readonly title: string;
  readonly marks: readonly TimelineMark[];
  /** There are some outside the time shown. */
  readonly hasOthers?: boolean;
  readonly shape: 'dot' | 'diamond';
  /** Labels beside the marks where there are few. */
  readonly isLabelled?: boolean;
  readonly x: TimeScale;
  readonly top: number;
  readonly events: MarkEvents;
}

export function MarkRow({
  title,
  marks,
  hasOthers = false,
  shape,
  isLabelled = false,
  x,
  top,
  events,
}: MarkRowProps) {
  const y = top + markRowHeight / 2;
  const sides = isLabelled ? labelSides(marks, x) : [];
  return (
    <g>
      <LaneLabel y={y} text={title} isHeading />
      {marks.length === 0 ? (
        <text x={frame.left + 4} y={y + 4} className="fill-muted text-small">
          {hasOthers ? 'none in the time shown' : 'none recorded'}
        </text>
      ) : null}
      {marks.map((mark, index) => (
        <ChartMark key={mark.id} text={mark} {...events}>
          {shape === 'dot' ? (
            <circle cx={x(mark.day)} cy={y} r={4} className="fill-info" />
          ) : (
            <path d={`M ${x(mark.day)} ${y - 6} l 6 6 l -6 6 l -6 -6 z`} className="fill-accent" />
          )}
          <MarkLabel label={mark.label} side={sides[index] ?? null} x={x(mark.day)} y={y} />
        </ChartMark>
      ))}
    </g>
  );
}

type Side = 'left' | 'right';

/** Beside each mark where its label has room before the next mark or after the one before it; else nowhere. */
function labelSides(marks: readonly TimelineMark[], x: TimeScale): (Side | null)[] {
  let taken: number = frame.left;
  return marks.map(({ day, label }, index) => {
    const at = x(day);
    const width = labelGap + label.length * characterWidth;
    const next = marks[index + 1];
    const free = next === undefined ? frame.right : x(next.day) - labelGap;
    if (at + width <= free) {
      taken = at + width;
      return 'right';
    }
    const isClear = at - width >= taken;
    taken = at + labelGap;
    return isClear ? 'left' : null;
  });
}

interface MarkLabelProps {
  readonly label: string;
  readonly side: Side | null;
  readonly x: number;
  readonly y: number;
}

function MarkLabel({ label, side, x, y }: MarkLabelProps) {
  return side === null ? null : (
    <text
      x={side === 'right' ? x + labelGap : x - labelGap}
      y={y + 4}
      textAnchor={side === 'right' ? 'start' : 'end'}
      className="fill-ink text-small"
    >
      {label}
    </text>
  );
}
