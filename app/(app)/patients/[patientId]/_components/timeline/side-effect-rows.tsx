import type { CtcaeGrade } from '@/lib/ctcae/term';
import type { AdverseEventBar, GradeStretch, SideEffectLane } from '@/lib/timeline/timeline-view';
import { frame, type TimeScale } from './chart-frame';
import { ChartMark, type MarkEvents } from './chart-mark';
import { LaneLabel } from './lane-label';
import { MarkRow, markRowHeight } from './mark-row';

const barRowHeight = 26;

interface SideEffectRowsProps {
  readonly lane: SideEffectLane;
  readonly x: TimeScale;
  readonly today: number;
  readonly top: number;
  readonly events: MarkEvents;
}

export function sideEffectsHeight({ rows, questionnaires }: SideEffectLane): number {
  const bars = rows.length === 0 ? markRowHeight : rows.length * barRowHeight;
  return bars + markRowHeight * (questionnaires.length === 0 ? 1 : 2);
}

/** A bar for each confirmed event, higher with its grade, then what was asked: checks and questionnaires. */
export function SideEffectRows({ lane, x, today, top, events }: SideEffectRowsProps) {
  const { rows, checks, questionnaires } = lane;
  const below = top + (rows.length === 0 ? markRowHeight : rows.length * barRowHeight);
  return (
    <g>
      {rows.length === 0 ? (
        <MarkRow title="Side effects" marks={[]} shape="dot" x={x} top={top} events={events} />
      ) : null}
      {rows.map(({ name, bars }, index) => {
        const base = top + (index + 1) * barRowHeight - 3;
        return (
          <g key={name}>
            <LaneLabel y={base - 7} text={shortened(name)} isHeading />
            <line x1={frame.left} x2={frame.right} y1={base} y2={base} className="stroke-line" />
            {bars.map((bar) => (
              <ChartMark key={bar.id} text={bar} {...events}>
                <Bar bar={bar} x={x} today={today} base={base} />
              </ChartMark>
            ))}
          </g>
        );
      })}
      <MarkRow
        title="Symptom checks"
        marks={checks}
        shape="dot"
        x={x}
        top={below}
        events={events}
      />
      {questionnaires.length === 0 ? null : (
        <MarkRow
          title="Questionnaires"
          marks={questionnaires}
          shape="diamond"
          isLabelled
          x={x}
          top={below + markRowHeight}
          events={events}
        />
      )}
    </g>
  );
}

const longestName = 33;

function shortened(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}

const inks: Record<CtcaeGrade, string> = {
  1: 'fill-info-soft stroke-info',
  2: 'fill-amber-soft stroke-amber',
  3: 'fill-red-soft stroke-red',
  4: 'fill-red-soft stroke-red',
  5: 'fill-red-soft stroke-red',
};

/** Room for one digit. */
const digit = 9;

interface BarProps {
  readonly bar: AdverseEventBar;
  readonly x: TimeScale;
  readonly today: number;
  readonly base: number;
}

function Bar({ bar, x, today, base }: BarProps) {
  const end = x((bar.to ?? Math.max(today, bar.day)) + 1);
  const width = ({ from, to }: GradeStretch) =>
    Math.max((to === null ? end : x(to + 1)) - x(from), 2);
  const isWorstWritten = bar.steps.some((step) => step.grade === bar.worst && width(step) >= digit);
  return (
    <g>
      {bar.steps.map((step) => {
        const height = 10 + 2.4 * step.grade;
        return (
          <g key={step.from}>
            <rect
              x={x(step.from)}
              y={base - height}
              width={width(step)}
              height={height}
              className={inks[step.grade]}
            />
            {width(step) < digit ? null : (
              <text x={x(step.from) + 3} y={base - 3} className="fill-ink text-small">
                {step.grade}
              </text>
            )}
          </g>
        );
      })}
      {isWorstWritten ? null : (
        <text x={end + 3} y={base - 3} className="fill-ink text-small">
          {bar.worst}
        </text>
      )}
      {bar.to === null ? (
        <path
          d={`M ${end} ${base - 12} l 6 6 l -6 6`}
          fill="none"
          strokeWidth={1.5}
          className="stroke-ink"
        />
      ) : null}
    </g>
  );
}
