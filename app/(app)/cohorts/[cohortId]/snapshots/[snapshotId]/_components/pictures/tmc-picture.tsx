import { logScale, type Scale } from '@/lib/analysis/pictures/scale';
import {
  type TmcLane,
  type TmcMan,
  type TmcPicture as TmcView,
  tmcLaneNames,
} from '@/lib/analysis/pictures/tmc-by-responder';
import { paper } from './paper';
import { type PictureProps, PictureSvg } from './picture-svg';
import { ValueAxis } from './value-axis';

const left = 170;
const top = 52;
const plotHeight = 260;
const laneHeight = 24;

/** A column for each responder: his samples, and the mean of his two highest. */
export function TmcPicture({ view, ...picture }: PictureProps & { readonly view: TmcView }) {
  const { men, axis, lanes } = view;
  const step = columnWidth(men.length);
  const right = left + Math.max(men.length * step, 240);
  const bottom = top + (axis === null ? 0 : plotHeight);
  const y = axis === null ? null : logScale(rangeOf(axis), [bottom, top]);
  const laneY = (lane: TmcLane) => bottom + laneHeight * (lanes.indexOf(lane) + 0.75) + 4;
  const lanesEnd = bottom + lanes.length * laneHeight + 14;
  const isNamed = step >= 14;
  return (
    <PictureSvg {...picture} width={right + 20} height={lanesEnd + (isNamed ? 78 : 34)}>
      <Legend />
      {axis === null || y === null ? null : (
        <>
          <ValueAxis ticks={axis} scale={y} left={left} right={right} />
          <text x={left - 8} y={top - 12} textAnchor="end" fill={paper.muted}>
            TMC, sperm
          </text>
          <line x1={left} x2={right} y1={bottom + 4} y2={bottom + 4} stroke={paper.ink} />
        </>
      )}
      {lanes.map((lane) => (
        <text key={lane} x={left - 8} y={laneY(lane) + 4} textAnchor="end" fill={paper.muted}>
          {tmcLaneNames[lane]}
        </text>
      ))}
      {men.map((man, index) => {
        const x = left + (index + 0.5) * step;
        return (
          <g key={man.subject}>
            {y === null ? null : <Counts man={man} x={x} y={y} />}
            {lanes
              .filter((lane) => man.lanes[lane] > 0)
              .map((lane) => (
                <LaneMark
                  key={lane}
                  lane={lane}
                  count={man.lanes[lane]}
                  x={x}
                  y={laneY(lane)}
                  hasRoom={step >= 24}
                />
              ))}
            {isNamed ? (
              <text
                x={x + 4}
                y={lanesEnd + 4}
                textAnchor="end"
                transform={`rotate(-55 ${x + 4} ${lanesEnd + 4})`}
              >
                {man.subject}
              </text>
            ) : null}
          </g>
        );
      })}
      {isNamed ? null : (
        <text x={left} y={lanesEnd + 18} fill={paper.muted}>
          {`${men.length} responders, the lowest response first`}
        </text>
      )}
    </PictureSvg>
  );
}

function columnWidth(men: number): number {
  if (men <= 16) {
    return 44;
  }
  return men <= 50 ? 18 : men <= 120 ? 9 : 6;
}

function rangeOf(ticks: readonly number[]): readonly [number, number] {
  return [ticks[0] ?? 1, ticks.at(-1) ?? 10];
}

function Legend() {
  return (
    <g>
      <Response x={14} y={18} />
      <text x={26} y={22}>
        mean of his two highest TMC on treatment
      </text>
      <circle cx={304} cy={18} r={3} fill={paper.ground} stroke={paper.ink} />
      <text x={316} y={22}>
        one sample
      </text>
    </g>
  );
}

function Counts({ man, x, y }: { man: TmcMan; x: number; y: Scale }) {
  const heights = man.counted.map(({ tmc }) => y(tmc));
  const { tmcResponse } = man;
  return (
    <g>
      {heights.length < 2 ? null : (
        <line
          x1={x}
          x2={x}
          y1={Math.min(...heights)}
          y2={Math.max(...heights)}
          stroke={paper.muted}
        />
      )}
      {man.counted.map(({ tmc, studyDay }, index) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: two samples of one day can have one count
          key={`${studyDay}:${index}`}
          cx={x}
          cy={y(tmc)}
          r={3}
          fill={paper.ground}
          stroke={paper.ink}
        />
      ))}
      {tmcResponse === null || tmcResponse <= 0 ? null : <Response x={x} y={y(tmcResponse)} />}
    </g>
  );
}

function Response({ x, y }: { x: number; y: number }) {
  return (
    <path d={`M ${x} ${y - 6} l 5 6 l -5 6 l -5 -6 z`} fill={paper.strong} stroke={paper.ink} />
  );
}

interface LaneMarkProps {
  readonly lane: TmcLane;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  /** For the number of samples beside the mark. */
  readonly hasRoom: boolean;
}

function LaneMark({ lane, count, x, y, hasRoom }: LaneMarkProps) {
  return (
    <g>
      <LaneShape lane={lane} x={x} y={y} />
      {count > 1 && hasRoom ? (
        <text x={x + 7} y={y + 4} fontSize={10} fill={paper.muted}>
          {count}
        </text>
      ) : null}
    </g>
  );
}

function LaneShape({ lane, x, y }: Pick<LaneMarkProps, 'lane' | 'x' | 'y'>) {
  switch (lane) {
    case 'not-counted':
      return <path d={`M ${x} ${y - 4} l 4 8 h -8 z`} fill={paper.strong} />;
    case 'immotile':
      return <rect x={x - 3} y={y - 3} width={6} height={6} fill={paper.muted} />;
    case 'none':
      return (
        <path d={`M ${x - 3} ${y - 3} l 6 6 m 0 -6 l -6 6`} stroke={paper.ink} strokeWidth={1.5} />
      );
    case 'not-evaluable':
      return (
        <circle cx={x} cy={y} r={3.5} fill="none" stroke={paper.muted} strokeDasharray="2 1.5" />
      );
  }
}
