import { scaleLog } from 'd3-scale';
import type { SemenLane, SemenPoint } from '@/lib/timeline/timeline-view';
import { frame, type TimeScale } from './chart-frame';
import { ChartMark, type MarkEvents } from './chart-mark';
import { LaneLabel } from './lane-label';

const axisHeight = 70;
export const semenHeight = axisHeight + 44;

interface SemenRowProps {
  readonly semen: SemenLane;
  readonly x: TimeScale;
  readonly top: number;
  readonly events: MarkEvents;
}

/**
 * TMC on a log axis; "no sperm seen" and "not examined" stand on lines of their own below it, so that
 * neither looks like zero. The confirming pair is bracketed, the response date labelled.
 */
export function SemenRow({ semen, x, top, events }: SemenRowProps) {
  const highest = Math.max(1000, ...semen.points.map(({ tmc }) => tmc ?? 0));
  const y = scaleLog([1, highest * 1.5], [top + axisHeight, top + 12]);
  const lines = { absent: top + axisHeight + 14, unknown: top + axisHeight + 28 };
  const ticks = y.ticks(3).filter((tick) => Number.isInteger(Math.log10(tick)));
  return (
    <g>
      <LaneLabel y={top} text="Semen" note="TMC, sperm" isHeading />
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={frame.left}
            x2={frame.right}
            y1={y(tick)}
            y2={y(tick)}
            className="stroke-line"
          />
          <LaneLabel y={y(tick)} text={tick.toLocaleString('en-US')} />
        </g>
      ))}
      <LaneLabel y={lines.absent} text="no sperm seen" />
      <LaneLabel y={lines.unknown} text="not examined" />
      {semen.pair === null ? null : (
        <path
          d={`M ${x(semen.pair.from)} ${top + 10} v -6 H ${x(semen.pair.to)} v 6`}
          fill="none"
          className="stroke-done"
          strokeWidth={1.5}
        />
      )}
      {semen.response === null ? null : (
        <text x={x(semen.response.day)} y={top - 1} className="fill-done text-small font-semibold">
          {semen.response.label}
        </text>
      )}
      {semen.points.map((point) => (
        <ChartMark key={point.id} text={point} {...events}>
          <SemenMark point={point} cx={x(point.day)} y={y} lines={lines} />
        </ChartMark>
      ))}
    </g>
  );
}

interface SemenMarkProps {
  readonly point: SemenPoint;
  readonly cx: number;
  readonly y: (tmc: number) => number;
  readonly lines: { readonly absent: number; readonly unknown: number };
}

function SemenMark({ point, cx, y, lines }: SemenMarkProps) {
  switch (point.kind) {
    case 'motile':
      return point.tmc === null || point.tmc < 1 ? (
        <path d={`M ${cx} ${y(1) - 5} l 5 9 h -10 z`} className="fill-done" />
      ) : (
        <circle cx={cx} cy={y(point.tmc)} r={4.5} className="fill-done" />
      );
    case 'immotile-only':
      return <rect x={cx - 4} y={lines.absent - 4} width={8} height={8} className="fill-amber" />;
    case 'no-sperm-seen':
      return (
        <path
          d={`M ${cx - 4} ${lines.absent - 4} l 8 8 m 0 -8 l -8 8`}
          className="stroke-ink"
          strokeWidth={1.75}
        />
      );
    case 'not-examined':
      return (
        <circle
          cx={cx}
          cy={lines.unknown}
          r={4}
          fill="none"
          className="stroke-muted"
          strokeWidth={1.5}
        />
      );
  }
}
