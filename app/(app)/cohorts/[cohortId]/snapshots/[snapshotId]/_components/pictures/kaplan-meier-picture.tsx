import { bandPath, stepPath } from '@/lib/analysis/pictures/curve-paths';
import type { KaplanMeierPicture as KaplanMeierView } from '@/lib/analysis/pictures/kaplan-meier';
import { linearScale, tickText } from '@/lib/analysis/pictures/scale';
import { textWidth } from '@/lib/analysis/pictures/text-width';
import { lineStyle, paper, textSize } from './paper';
import { type PictureProps, PictureSvg } from './picture-svg';
import { ValueAxis } from './value-axis';

const plotWidth = 560;
const plotHeight = 270;
const rowHeight = 20;
const shares = [0, 0.2, 0.4, 0.6, 0.8, 1];

interface KaplanMeierPictureProps extends PictureProps {
  readonly view: KaplanMeierView;
  /** What the share is of. */
  readonly event: string;
  readonly timeAxis: string;
  /** Of the log-rank test, in words; null where there is one group. */
  readonly test: string | null;
}

/** The share with the event by Kaplan–Meier, with the numbers at risk below. */
export function KaplanMeierPicture({
  view,
  event,
  timeAxis,
  test,
  ...picture
}: KaplanMeierPictureProps) {
  const { curves, times } = view;
  const labels = curves.map(({ label, men, events }) => `${label}: ${events} of ${men}`);
  const left = Math.max(72, ...curves.map(({ label }) => textWidth(label, textSize) + 24));
  const right = left + plotWidth;
  const top = 40 + rowHeight * curves.length;
  const bottom = top + plotHeight;
  const end = times.at(-1) ?? 1;
  const x = linearScale([0, end], [left, right]);
  const y = linearScale([0, 1], [bottom, top]);
  const tableTop = bottom + 66;
  const bands = curves.length <= 2 ? curves : [];
  return (
    <PictureSvg
      {...picture}
      width={Math.ceil(right + 28)}
      height={tableTop + rowHeight * curves.length + (test === null ? 10 : 34)}
    >
      {labels.map((label, index) => (
        <g key={curves[index]?.key}>
          <Stroke index={index} d={`M ${left} ${18 + rowHeight * index} h 30`} />
          <text x={left + 38} y={22 + rowHeight * index}>
            {label}
          </text>
        </g>
      ))}
      <ValueAxis
        ticks={shares}
        scale={y}
        left={left}
        right={right}
        text={(share) => `${Math.round(share * 100)}%`}
      />
      <text x={left - 8} y={top - 12} textAnchor="start" fill={paper.muted}>
        {event}
      </text>
      {bands.map((curve, index) => {
        const d = bandPath(curve.points, x, y);
        return d === null ? null : (
          <path key={curve.key} d={d} fill={lineStyle(index).stroke} fillOpacity={0.12} />
        );
      })}
      {curves.map((curve, index) => (
        <g key={curve.key}>
          <Stroke index={index} d={stepPath(curve.points, x, y)} />
          {curve.points
            .filter(({ censored }) => censored > 0)
            .map(({ time, cumulative }) => (
              <line
                key={time}
                x1={x(time)}
                x2={x(time)}
                y1={y(cumulative) - 5}
                y2={y(cumulative) + 5}
                stroke={lineStyle(index).stroke}
                strokeWidth={1.25}
              />
            ))}
        </g>
      ))}
      <line x1={left} x2={right} y1={bottom} y2={bottom} stroke={paper.ink} />
      {times.map((time) => (
        <g key={time}>
          <line x1={x(time)} x2={x(time)} y1={bottom} y2={bottom + 5} stroke={paper.ink} />
          <text x={x(time)} y={bottom + 19} textAnchor="middle" fill={paper.muted}>
            {tickText(time)}
          </text>
        </g>
      ))}
      <text x={(left + right) / 2} y={bottom + 38} textAnchor="middle" fill={paper.muted}>
        {timeAxis}
      </text>
      <text x={8} y={tableTop - 6} fontWeight="bold">
        At risk
      </text>
      {curves.map((curve, index) => (
        <g key={curve.key}>
          <text x={8} y={tableTop + 12 + rowHeight * index}>
            {curve.label}
          </text>
          {curve.atRisk
            .filter(({ time }) => times.includes(time))
            .map(({ time, men }) => (
              <text
                key={time}
                x={x(time)}
                y={tableTop + 12 + rowHeight * index}
                textAnchor="middle"
              >
                {men}
              </text>
            ))}
        </g>
      ))}
      {test === null ? null : (
        <text x={8} y={tableTop + rowHeight * curves.length + 22} fill={paper.muted}>
          {test}
        </text>
      )}
    </PictureSvg>
  );
}

function Stroke({ index, d }: { index: number; d: string }) {
  const { stroke, dash } = lineStyle(index);
  return <path d={d} fill="none" stroke={stroke} strokeWidth={2} strokeDasharray={dash} />;
}
