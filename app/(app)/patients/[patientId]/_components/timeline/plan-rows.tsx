import type { PlanLane, PlanMark } from '@/lib/timeline/timeline-view';
import { type Domain, dateText, type TimeScale } from './chart-frame';
import { ChartMark, type MarkEvents } from './chart-mark';
import { LaneLabel } from './lane-label';

export const planRowHeight = 15;

const inks = {
  done: 'fill-done stroke-done',
  waived: 'fill-waived stroke-waived',
  'not-applicable': 'fill-not-applicable stroke-not-applicable',
  pending: 'fill-pending stroke-pending',
  upcoming: 'fill-upcoming stroke-upcoming',
  due: 'fill-due stroke-due',
  missed: 'fill-missed stroke-missed',
  overdue: 'fill-overdue stroke-overdue',
} as const;

interface PlanRowsProps {
  readonly lanes: readonly PlanLane[];
  readonly x: TimeScale;
  readonly domain: Domain;
  readonly top: number;
  readonly events: MarkEvents;
}

/** Thin band: permitted window; thick: optimal; tick: target; filled mark: the day on which it was done. */
export function PlanRows({ lanes, x, domain, top, events }: PlanRowsProps) {
  return lanes.map((lane, index) => {
    const y = top + index * planRowHeight + planRowHeight / 2;
    return (
      <g key={lane.requirement}>
        <LaneLabel y={y} text={lane.title} />
        {lane.marks.map((mark) => (
          <ChartMark key={mark.key} text={planMarkText(mark)} {...events}>
            <PlanOccurrence mark={mark} x={x} y={y} end={domain.to} />
          </ChartMark>
        ))}
      </g>
    );
  });
}

export function planMarkText(mark: PlanMark) {
  return {
    id: mark.key,
    label: `${mark.label}: ${mark.state.replace('-', ' ')}`,
    detail: mark.detail,
    date: dateText(mark.actual ?? mark.planned),
    studyDay: null,
    recordId: null,
  };
}

interface PlanOccurrenceProps {
  readonly mark: PlanMark;
  readonly x: TimeScale;
  readonly y: number;
  readonly end: number;
}

function PlanOccurrence({ mark, x, y, end }: PlanOccurrenceProps) {
  const ink = inks[mark.state];
  const isCrossed = mark.state === 'waived' || mark.state === 'not-applicable';
  const span = (from: number, to: number | null) => Math.max(x(to ?? end) - x(from), 1);
  return (
    <g className={`${ink} ${isCrossed ? 'opacity-50' : ''}`}>
      <rect
        x={x(mark.opensOn)}
        y={y - 1}
        width={span(mark.opensOn, mark.closesOn)}
        height={2}
        stroke="none"
        className="opacity-60"
      />
      <rect
        x={x(mark.optimalFrom)}
        y={y - 3}
        width={span(mark.optimalFrom, mark.optimalTo)}
        height={6}
        stroke="none"
        className="opacity-35"
      />
      <line x1={x(mark.target)} x2={x(mark.target)} y1={y - 5} y2={y + 5} />
      {isCrossed ? (
        <line x1={x(mark.target) - 4} x2={x(mark.target) + 4} y1={y + 4} y2={y - 4} />
      ) : null}
      {mark.planned === mark.target ? null : (
        <path
          d={`M ${x(mark.planned)} ${y - 5} l 4 5 l -4 5 l -4 -5 z`}
          fill="none"
          strokeWidth={1.25}
        />
      )}
      {mark.actual === null ? null : <circle cx={x(mark.actual)} cy={y} r={4} stroke="none" />}
      {mark.state === 'missed' || mark.state === 'overdue' ? (
        <circle cx={x(mark.target)} cy={y} r={4} fill="var(--surface)" strokeWidth={1.5} />
      ) : null}
    </g>
  );
}
