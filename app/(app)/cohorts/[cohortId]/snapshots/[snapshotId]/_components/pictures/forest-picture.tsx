import { ratioText } from '@/lib/analysis/number-text';
import type { ForestRow, ForestPicture as ForestView, Ratio } from '@/lib/analysis/pictures/forest';
import { logScale, type Scale, tickText } from '@/lib/analysis/pictures/scale';
import { textWidth, wrapText } from '@/lib/analysis/pictures/text-width';
import type { CannotSay } from '@/lib/analysis/results';
import { paper, textSize } from './paper';
import { type PictureProps, PictureSvg } from './picture-svg';

const plotWidth = 360;
const rowHeight = 42;
const valueWidth = 220;

interface ForestPictureProps extends PictureProps {
  readonly view: ForestView;
  /** What a ratio above 1 means. */
  readonly axisText: string;
  readonly reasonText: (reason: CannotSay) => string;
}

/** Odds ratios with their 95% intervals on a log axis: filled squares of this snapshot, open diamonds of a paper. */
export function ForestPicture({
  view: { rows, axis },
  axisText,
  reasonText,
  ...picture
}: ForestPictureProps) {
  const left = Math.max(
    180,
    ...rows.map(
      ({ label, method }) =>
        Math.max(textWidth(label, textSize, true), textWidth(method, textSize)) + 24,
    ),
  );
  const right = left + plotWidth;
  const bottom = 40 + rows.length * rowHeight;
  const [low, high] = [axis[0] ?? 0.1, axis.at(-1) ?? 10];
  const x = logScale([low, high], [left, right]);
  return (
    <PictureSvg {...picture} width={Math.ceil(right + valueWidth)} height={bottom + 58}>
      <text x={right + 16} y={22} fill={paper.muted}>
        Odds ratio (95% interval)
      </text>
      {axis.map((tick) => (
        <g key={tick}>
          <line
            x1={x(tick)}
            x2={x(tick)}
            y1={32}
            y2={bottom}
            stroke={tick === 1 ? paper.ink : paper.grid}
          />
          <text x={x(tick)} y={bottom + 18} textAnchor="middle" fill={paper.muted}>
            {tickText(tick)}
          </text>
        </g>
      ))}
      <text x={(left + right) / 2} y={bottom + 42} textAnchor="middle" fill={paper.muted}>
        {axisText}
      </text>
      {rows.map((row, index) => {
        const y = 32 + (index + 0.5) * rowHeight;
        return (
          <g key={row.key}>
            <text x={8} y={y - 3} fontWeight="bold">
              {row.label}
            </text>
            <text x={8} y={y + 13} fill={paper.muted}>
              {row.method}
            </text>
            <Mark row={row} x={x} y={y} low={low} high={high} />
            <RatioWords ratio={row.ratio} x={right + 16} y={y} reasonText={reasonText} />
          </g>
        );
      })}
    </PictureSvg>
  );
}

interface MarkProps {
  readonly row: ForestRow;
  readonly x: Scale;
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

/** What lies beyond the axis ends in an arrow. */
function Mark({ row: { ratio, origin }, x, y, low, high }: MarkProps) {
  if (ratio.kind === 'cannot-say') {
    return null;
  }
  const within = (value: number) => Math.min(Math.max(value, low), high);
  const [from, to, middle] = [x(within(ratio.low)), x(within(ratio.high)), x(within(ratio.value))];
  return (
    <g>
      <line x1={from} x2={to} y1={y} y2={y} stroke={paper.ink} strokeWidth={1.5} />
      {ratio.low < low ? (
        <path d={`M ${from - 2} ${y} l 8 -4 v 8 z`} />
      ) : (
        <line x1={from} x2={from} y1={y - 5} y2={y + 5} stroke={paper.ink} strokeWidth={1.5} />
      )}
      {ratio.high > high ? (
        <path d={`M ${to + 2} ${y} l -8 -4 v 8 z`} />
      ) : (
        <line x1={to} x2={to} y1={y - 5} y2={y + 5} stroke={paper.ink} strokeWidth={1.5} />
      )}
      {origin === 'snapshot' ? (
        <rect
          x={middle - 5}
          y={y - 5}
          width={10}
          height={10}
          fill={paper.strong}
          stroke={paper.ink}
        />
      ) : (
        <path
          d={`M ${middle} ${y - 7} l 6 7 l -6 7 l -6 -7 z`}
          fill={paper.ground}
          stroke={paper.ink}
          strokeWidth={1.5}
        />
      )}
    </g>
  );
}

export function ratioWords({ value, low, high }: Extract<Ratio, { kind: 'ratio' }>): string {
  return `${ratioText(value)} (${ratioText(low)}–${ratioText(high)})`;
}

interface RatioWordsProps extends Pick<ForestPictureProps, 'reasonText'> {
  readonly ratio: Ratio;
  readonly x: number;
  readonly y: number;
}

function RatioWords({ ratio, x, y, reasonText }: RatioWordsProps) {
  if (ratio.kind === 'ratio') {
    return (
      <text x={x} y={y + 4}>
        {ratioWords(ratio)}
      </text>
    );
  }
  const lines = wrapText(reasonText(ratio.reason), valueWidth - 24, 11);
  return lines.slice(0, 3).map((line, index) => (
    <text
      key={line}
      x={x}
      y={y + 4 + 14 * (index - (Math.min(lines.length, 3) - 1) / 2)}
      fontSize={11}
      fill={paper.muted}
    >
      {line}
    </text>
  ));
}
