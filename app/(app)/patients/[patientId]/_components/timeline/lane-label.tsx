import { frame } from './chart-frame';

interface LaneLabelProps {
  readonly y: number;
  readonly text: string;
  readonly note?: string;
  readonly isHeading?: boolean;
}

export function LaneLabel({ y, text, note, isHeading = false }: LaneLabelProps) {
  return (
    <text
      x={frame.left - 10}
      y={y}
      textAnchor="end"
      dominantBaseline="middle"
      className={isHeading ? 'fill-ink text-small font-semibold' : 'fill-muted text-small'}
    >
      {text}
      {note === undefined ? null : <tspan className="fill-muted font-normal"> {note}</tspan>}
    </text>
  );
}
