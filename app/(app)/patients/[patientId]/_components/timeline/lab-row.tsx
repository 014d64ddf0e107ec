import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { LabPoint, LabSeries } from '@/lib/timeline/timeline-view';
import { frame, type TimeScale } from './chart-frame';
import { ChartMark, type MarkEvents } from './chart-mark';
import { LaneLabel } from './lane-label';

export const labRowHeight = 46;

interface LabRowProps {
  readonly series: LabSeries;
  readonly x: TimeScale;
  readonly top: number;
  readonly events: MarkEvents;
}

/** One small multiple: points in standard units over the laboratory's reference band and the decision's range. */
export function LabRow({ series, x, top, events }: LabRowProps) {
  const y = verticalScale(series, top);
  const path = line<LabPoint>(
    (point) => x(point.day),
    (point) => y(point.value),
  );
  const last = series.points.at(-1);
  return (
    <g>
      <LaneLabel y={top + 14} text={series.label} isHeading />
      <LaneLabel
        y={top + 29}
        text={last ? `${last.label.replace(`${series.label} `, '')}` : series.unit}
      />
      <line
        x1={frame.left}
        x2={frame.right}
        y1={top + labRowHeight}
        y2={top + labRowHeight}
        className="stroke-line"
      />
      <Band range={series.reference} y={y} className="fill-done opacity-15" />
      <Band range={series.decision} y={y} className="fill-accent opacity-20" />
      {series.decision === null ? null : (
        <text x={frame.left + 4} y={top + 11} className="fill-accent text-small">
          {series.decision.label}: {series.decision.low}–{series.decision.high} {series.unit}
        </text>
      )}
      <path d={path([...series.points]) ?? ''} fill="none" className="stroke-muted" />
      {series.points.map((point) => (
        <ChartMark key={point.id} text={point} {...events}>
          <circle
            cx={x(point.day)}
            cy={y(point.value)}
            r={3.5}
            className={point.comparator === null ? 'fill-ink' : 'fill-surface stroke-ink'}
          />
          {point.grade === null ? null : (
            <text x={x(point.day) + 6} y={y(point.value) + 4} className="fill-ink text-small">
              G{point.grade}
            </text>
          )}
        </ChartMark>
      ))}
    </g>
  );
}

function verticalScale(series: LabSeries, top: number) {
  const bounds = [series.reference, series.decision].flatMap((range) =>
    range === null ? [] : [range.low, range.high].filter((bound) => bound !== null),
  );
  const values = [...series.points.map(({ value }) => value), ...bounds];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * 0.12;
  return scaleLinear([low - room, high + room], [top + labRowHeight - 4, top + 6]);
}

interface BandProps {
  readonly range: { readonly low: number | null; readonly high: number | null } | null;
  readonly y: ReturnType<typeof verticalScale>;
  readonly className: string;
}

function Band({ range, y, className }: BandProps) {
  if (range === null) {
    return null;
  }
  const [floor, ceiling] = y.domain();
  const upper = y(range.high ?? ceiling ?? 0);
  const lower = y(range.low ?? floor ?? 0);
  return (
    <rect
      x={frame.left}
      y={upper}
      width={frame.right - frame.left}
      height={Math.max(lower - upper, 1)}
      className={className}
    />
  );
}
