import type { ResponseTimePicture as ResponseTimeView } from '@/lib/analysis/pictures/response-time';
import { linearScale, ticksAround } from '@/lib/analysis/pictures/scale';
import { paper } from './paper';
import { type PictureProps, PictureSvg } from './picture-svg';
import { ValueAxis } from './value-axis';

const left = 56;
const top = 48;
const bottom = 300;

/** Bars: the responders of a month. Steps: all of them up to that month. */
export function ResponseTimePicture({
  view: { months },
  ...picture
}: PictureProps & { readonly view: ResponseTimeView }) {
  const step = Math.max(14, Math.min(64, 640 / months.length));
  const right = left + Math.max(months.length * step, 300);
  const ticks = countTicks(months.at(-1)?.cumulative ?? 1);
  const y = linearScale([0, ticks.at(-1) ?? 1], [bottom, top]);
  const isNumbered = step >= 22;
  const labelEvery = isNumbered ? 1 : 3;
  const path = months
    .map(({ cumulative }, index) => {
      const from = left + index * step;
      return `${index === 0 ? `M ${left} ${y(0)}` : ''} L ${from} ${y(cumulative)} H ${from + step}`;
    })
    .join(' ');
  return (
    <PictureSvg {...picture} width={right + 20} height={bottom + 52}>
      <rect x={left} y={12} width={14} height={10} fill={paper.soft} stroke={paper.ink} />
      <text x={left + 20} y={22}>
        responders of the month
      </text>
      <line
        x1={left + 176}
        x2={left + 200}
        y1={17}
        y2={17}
        stroke={paper.strong}
        strokeWidth={2.5}
      />
      <text x={left + 206} y={22}>
        up to and including it
      </text>
      <ValueAxis ticks={ticks} scale={y} left={left} right={right} />
      <text x={left - 8} y={top - 10} textAnchor="end" fill={paper.muted}>
        Men
      </text>
      {months.map(({ month, responders, cumulative }, index) => {
        const from = left + index * step;
        return (
          <g key={month}>
            {responders === 0 ? null : (
              <rect
                x={from + step * 0.2}
                y={y(responders)}
                width={step * 0.6}
                height={bottom - y(responders)}
                fill={paper.soft}
                stroke={paper.ink}
              />
            )}
            {isNumbered ? (
              <text x={from + step / 2} y={y(cumulative) - 6} textAnchor="middle">
                {cumulative}
              </text>
            ) : null}
            {index % labelEvery === 0 ? (
              <text x={from + step / 2} y={bottom + 18} textAnchor="middle" fill={paper.muted}>
                {month}
              </text>
            ) : null}
          </g>
        );
      })}
      <path d={path} fill="none" stroke={paper.strong} strokeWidth={2.5} />
      <line x1={left} x2={right} y1={bottom} y2={bottom} stroke={paper.ink} />
      <text x={(left + right) / 2} y={bottom + 40} textAnchor="middle" fill={paper.muted}>
        Month of the response, from the first dose
      </text>
    </PictureSvg>
  );
}

/** Men are whole. */
function countTicks(most: number): number[] {
  return ticksAround(0, most, 5).filter(Number.isInteger);
}
