import type { LabMoment, LabPanel } from '@/lib/analysis/pictures/lab-lines';
import { linearScale, type Scale } from '@/lib/analysis/pictures/scale';
import { wrapText } from '@/lib/analysis/pictures/text-width';
import { paper } from './paper';
import { type PictureProps, PictureSvg } from './picture-svg';
import { ValueAxis } from './value-axis';

const panelWidth = 212;
const panelHeight = 232;
const perRow = 4;

/** A line for each man from before treatment to on it; the mean and its standard deviation beside them. */
export function LabLinesPicture({
  panels,
  ...picture
}: PictureProps & { readonly panels: readonly LabPanel[] }) {
  const rows = Math.ceil(panels.length / perRow);
  const columns = Math.min(panels.length, perRow);
  return (
    <PictureSvg
      {...picture}
      width={Math.max(columns * panelWidth + 16, 440)}
      height={rows * panelHeight + 36}
    >
      <line x1={14} x2={40} y1={18} y2={18} stroke={paper.muted} strokeWidth={0.75} />
      <text x={46} y={22}>
        one man
      </text>
      <MeanMark moment={{ mean: 18, sd: null }} x={126} y={(value) => value} />
      <text x={138} y={22}>
        mean ± standard deviation of all pairs
      </text>
      {panels.map((panel, index) => (
        <Panel
          key={panel.key}
          panel={panel}
          left={(index % perRow) * panelWidth + 8}
          top={Math.floor(index / perRow) * panelHeight + 36}
        />
      ))}
    </PictureSvg>
  );
}

function Panel({ panel, left, top }: { panel: LabPanel; left: number; top: number }) {
  const { label, unit, lines, pairs, before, after, axis } = panel;
  const plot = { left: left + 52, right: left + panelWidth - 12, top: top + 48, bottom: top + 182 };
  const y = linearScale([axis[0] ?? 0, axis.at(-1) ?? 1], [plot.bottom, plot.top]);
  const [from, to] = [plot.left + 28, plot.right - 28];
  return (
    <g>
      {wrapText(label, panelWidth - 20, 12, true)
        .slice(0, 2)
        .map((line, index) => (
          <text key={line} x={left + 4} y={top + 14 + 14 * index} fontWeight="bold">
            {line}
          </text>
        ))}
      <ValueAxis ticks={axis} scale={y} left={plot.left} right={plot.right} />
      {lines.map((line) => (
        <line
          key={line.subject}
          x1={from}
          x2={to}
          y1={y(line.before)}
          y2={y(line.after)}
          stroke={paper.muted}
          strokeWidth={0.75}
          strokeOpacity={0.7}
        />
      ))}
      {before === null ? null : <MeanMark moment={before} x={from - 14} y={y} />}
      {after === null ? null : <MeanMark moment={after} x={to + 14} y={y} />}
      <line x1={plot.left} x2={plot.right} y1={plot.bottom} y2={plot.bottom} stroke={paper.ink} />
      <text x={from} y={plot.bottom + 16} textAnchor="middle" fill={paper.muted}>
        before
      </text>
      <text x={to} y={plot.bottom + 16} textAnchor="middle" fill={paper.muted}>
        on treatment
      </text>
      <text
        x={(plot.left + plot.right) / 2}
        y={plot.bottom + 33}
        textAnchor="middle"
        fontSize={11}
        fill={paper.muted}
      >
        {`${unit === '' ? '' : `${unit} · `}${pairs} ${pairs === 1 ? 'pair' : 'pairs'}`}
      </text>
    </g>
  );
}

function MeanMark({ moment: { mean, sd }, x, y }: { moment: LabMoment; x: number; y: Scale }) {
  return (
    <g>
      {sd === null ? null : (
        <path
          d={`M ${x - 5} ${y(mean + sd)} h 10 m -5 0 V ${y(mean - sd)} m -5 0 h 10`}
          fill="none"
          stroke={paper.ink}
          strokeWidth={1.75}
        />
      )}
      <circle cx={x} cy={y(mean)} r={4} fill={paper.strong} stroke={paper.ink} />
    </g>
  );
}
