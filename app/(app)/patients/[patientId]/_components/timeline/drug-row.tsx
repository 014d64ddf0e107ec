import { scaleLinear } from 'd3-scale';
import type { DrugLane } from '@/lib/timeline/timeline-view';
import type { Domain, TimeScale } from './chart-frame';
import { ChartMark, type MarkEvents } from './chart-mark';
import { LaneLabel } from './lane-label';

export const drugRowHeight = 30;

type Dose = DrugLane['doses'][number];

interface DrugRowsProps {
  readonly drug: DrugLane;
  readonly x: TimeScale;
  readonly domain: Domain;
  readonly today: number;
  readonly top: number;
  readonly events: MarkEvents;
}

export function drugsOf({ doses }: DrugLane): string[] {
  return [...new Set(doses.map(({ drug }) => drug))];
}

/** Dose as a step area per drug, injections as a texture, holds as gaps, dispensing as ticks with their supply. */
export function DrugRows({ drug, x, domain, today, top, events }: DrugRowsProps) {
  const drugs = drugsOf(drug);
  const bottom = top + drugs.length * drugRowHeight;
  return (
    <g>
      {drugs.map((name, index) => {
        const areas = drug.doses.filter((dose) => dose.drug === name);
        const base = top + (index + 1) * drugRowHeight - 4;
        const height = scaleLinear(
          [0, Math.max(...areas.map(({ perDay }) => perDay))],
          [0, drugRowHeight - 14],
        );
        return (
          <g key={name}>
            <LaneLabel y={base - 8} text={areas[0]?.label.split(' ')[0] ?? name} isHeading />
            {areas.map((area) => {
              const end =
                area.to === null ? Math.min(Math.max(today, area.from), domain.to) : area.to + 1;
              return (
                <g key={area.id}>
                  <rect
                    x={x(area.from)}
                    y={base - height(area.perDay)}
                    width={Math.max(x(end) - x(area.from), 1)}
                    height={height(area.perDay)}
                    fill={area.everyDays > 1 ? 'url(#injections)' : 'var(--accent-soft)'}
                    className="stroke-accent"
                  />
                </g>
              );
            })}
          </g>
        );
      })}
      {drug.holds.map(({ id, from, to }) => (
        <g key={id}>
          <rect
            x={x(from)}
            y={top + 10}
            width={Math.max(x((to ?? Math.max(today, from)) + 1) - x(from), 2)}
            height={bottom - top - 10}
            className="fill-surface stroke-amber"
            strokeDasharray="3 2"
          />
          <text x={x(from) + 3} y={bottom - 8} className="fill-amber text-small">
            hold
          </text>
        </g>
      ))}
      {drug.doses
        .filter((dose) => hasRoom(dose, drug.doses, x))
        .map(({ id, drug: name, label, from }) => (
          <text
            key={id}
            x={x(from) + 3}
            y={top + drugs.indexOf(name) * drugRowHeight + 7}
            className="fill-ink text-small"
          >
            {label}
          </text>
        ))}
      {drug.dispensings.map((supply) => (
        <ChartMark key={supply.id} text={supply} {...events}>
          <line
            x1={x(supply.day)}
            x2={x(supply.day)}
            y1={bottom - 4}
            y2={bottom + 5}
            className="stroke-ink"
            strokeWidth={1.5}
          />
          <line
            x1={x(supply.day)}
            x2={x(supply.day + supply.coversDays)}
            y1={bottom + 5}
            y2={bottom + 5}
            className="stroke-muted"
          />
        </ChartMark>
      ))}
      {drug.injectionExceptions.map((exception) => {
        const center = x(exception.day);
        const middle = top + (drugs.indexOf(exception.drug) + 1) * drugRowHeight - 9;
        return (
          <ChartMark key={exception.id} text={exception} {...events}>
            {exception.isMissed ? (
              <path
                d={`M${center - 3},${middle - 3}l6,6m0,-6l-6,6`}
                className="fill-none stroke-missed"
                strokeWidth={1.5}
              />
            ) : (
              <circle cx={center} cy={middle} r={3} className="fill-surface stroke-ink" />
            )}
          </ChartMark>
        );
      })}
      {drug.unknownEnd === null ? null : (
        <text x={x(drug.unknownEnd + 1) + 4} y={bottom - 8} className="fill-ink text-small">
          last dose not known
        </text>
      )}
      {drug.stop === null ? null : (
        <ChartMark text={drug.stop} {...events}>
          <line
            x1={x(drug.stop.day + 1)}
            x2={x(drug.stop.day + 1)}
            y1={top + 10}
            y2={bottom}
            className="stroke-ink"
            strokeWidth={2}
          />
          {/* Below the label of a dose, which may reach past a short course. */}
          <text x={x(drug.stop.day + 1) + 4} y={bottom - 8} className="fill-ink text-small">
            stop
          </text>
        </ChartMark>
      )}
    </g>
  );
}

/** Of the small type, on average. */
const characterWidth = 6.5;

/** The label of a short step would run into the next one of the same drug, which has the room instead. */
function hasRoom({ drug, label, from }: Dose, doses: readonly Dose[], x: TimeScale): boolean {
  const next = doses.find((other) => other.drug === drug && other.from > from);
  return next === undefined || x(from) + label.length * characterWidth <= x(next.from);
}
