import { type Scale, tickText } from '@/lib/analysis/pictures/scale';
import { paper } from './paper';

interface ValueAxisProps {
  readonly ticks: readonly number[];
  readonly scale: Scale;
  readonly left: number;
  readonly right: number;
  readonly text?: (tick: number) => string;
}

/** Horizontal grid lines with their values at the left. */
export function ValueAxis({ ticks, scale, left, right, text = tickText }: ValueAxisProps) {
  return (
    <g>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={scale(tick)} y2={scale(tick)} stroke={paper.grid} />
          <text x={left - 8} y={scale(tick) + 4} textAnchor="end" fill={paper.muted}>
            {text(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}
