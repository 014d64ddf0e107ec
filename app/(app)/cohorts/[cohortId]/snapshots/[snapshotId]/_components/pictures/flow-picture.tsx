import type { Flow } from '@/lib/analysis/flow';
import {
  type CountText,
  flowTextSize,
  layoutFlow,
  type PlacedBox,
  type PlacedLine,
} from '@/lib/analysis/pictures/flow-layout';
import { paper } from './paper';
import { type PictureProps, PictureSvg } from './picture-svg';

interface FlowPictureProps extends PictureProps {
  readonly flow: Flow;
  readonly countText: CountText;
}

/** STROBE flow diagram: the way down, and who left it at the side. */
export function FlowPicture({ flow, countText, ...picture }: FlowPictureProps) {
  const { width, height, boxes, lines } = layoutFlow(flow, countText);
  return (
    <PictureSvg {...picture} width={width} height={height}>
      {lines.map((line) => (
        <Line key={line.key} line={line} />
      ))}
      {boxes.map((box) => (
        <Box key={box.key} box={box} />
      ))}
    </PictureSvg>
  );
}

function Line({ line: { points, hasArrow } }: { line: PlacedLine }) {
  const [end, before] = [points.at(-1), points.at(-2)];
  return (
    <g>
      <polyline
        points={points.map(([x, y]) => `${x},${y}`).join(' ')}
        fill="none"
        stroke={paper.ink}
        strokeWidth={1}
      />
      {hasArrow && end && before ? (
        <path d={arrowHead(end, before[1] === end[1])} fill={paper.ink} />
      ) : null}
    </g>
  );
}

function arrowHead([x, y]: readonly [number, number], pointsRight: boolean): string {
  return pointsRight ? `M ${x} ${y} l -7 -3.5 v 7 z` : `M ${x} ${y} l -3.5 -7 h 7 z`;
}

function Box({ box: { x, y, width, height, texts } }: { box: PlacedBox }) {
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        fill={paper.ground}
        stroke={paper.ink}
        strokeWidth={1}
      />
      {texts.map((line) => (
        <text
          key={line.y}
          x={line.x}
          y={line.y}
          fontSize={flowTextSize}
          fontWeight={line.isBold ? 'bold' : 'normal'}
        >
          {line.text}
        </text>
      ))}
    </g>
  );
}
