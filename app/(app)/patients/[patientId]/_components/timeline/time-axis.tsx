import type { TimelineMonth } from '@/lib/timeline/timeline-view';
import { calendarMonths, type Domain, frame, type TimeScale } from './chart-frame';
import { LaneLabel } from './lane-label';

/** A calendar month's name needs this much before the right edge. */
const labelRoom = 48;

/** So many months on therapy stand side by side; of more, every second, third or so. */
const mostMonths = 30;
const monthSteps = [1, 2, 3, 6, 12];

interface TimeAxisProps {
  readonly x: TimeScale;
  readonly domain: Domain;
  readonly months: readonly TimelineMonth[];
  readonly today: number;
  readonly top: number;
  readonly bottom: number;
  readonly countsTherapy: boolean;
}

/** Months on therapy above, the calendar below; today is a line through every lane. */
export function TimeAxis(props: TimeAxisProps) {
  const { x, domain, months, today, top, bottom, countsTherapy } = props;
  const inside = (day: number) => day >= domain.from && day <= domain.to;
  const visible = months.filter(({ day }) => inside(day));
  const step = monthSteps.find((each) => visible.length / each <= mostMonths) ?? 12;
  return (
    <g>
      <LaneLabel y={top + 10} text={countsTherapy ? 'Month on therapy' : 'Month'} />
      {visible
        .filter(({ month }) => month % step === 0)
        .map(({ day, month }) => (
          <g key={month}>
            <line x1={x(day)} x2={x(day)} y1={top + 18} y2={bottom} className="stroke-line" />
            <text x={x(day)} y={top + 10} className="fill-ink text-small" textAnchor="middle">
              {month}
            </text>
          </g>
        ))}
      {calendarMonths(domain).map(({ day, label }, index, all) => (
        <g key={day}>
          <line
            x1={x(day)}
            x2={x(day)}
            y1={bottom}
            y2={bottom + 5}
            className="stroke-line-strong"
          />
          {index % Math.ceil(all.length / 13) === 0 && x(day) < frame.right - labelRoom ? (
            <text x={x(day) + 3} y={bottom + 15} className="fill-muted text-small">
              {label}
            </text>
          ) : null}
        </g>
      ))}
      {inside(today) ? (
        <g>
          <line
            x1={x(today)}
            x2={x(today)}
            y1={top + 18}
            y2={bottom + 5}
            className="stroke-accent"
          />
          <text x={x(today)} y={bottom + 29} className="fill-accent text-small" textAnchor="middle">
            today
          </text>
        </g>
      ) : null}
    </g>
  );
}
