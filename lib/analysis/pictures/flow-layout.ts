import type { Flow, FlowBox } from '../flow';
import { wrapText } from './text-width';

export interface PlacedText {
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly isBold: boolean;
}

export interface PlacedBox {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PlacedText[];
}

/** Corners of a line between boxes; an arrow stands at its end. */
export interface PlacedLine {
  readonly key: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly hasArrow: boolean;
}

export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly PlacedLine[];
}

/** How a count is written; a suppressed one is not a number. */
export type CountText = (line: { readonly key: string; readonly count: number }) => string;

export const flowTextSize = 12;
const lineHeight = 16;
const padding = 8;
const boxWidth = 188;
const besideWidth = 212;
const besideIndent = 22;
const columnGap = 22;
const rowGap = 34;
const besideGap = 12;
const margin = 12;

/**
 * Places the boxes: a row for each step, boxes at the side in the gap under theirs, every subtree in
 * columns of its own, so that nothing can overlap however deep the tree is.
 */
export function layoutFlow(flow: Flow, countText: CountText): FlowLayout {
  const draft: Draft = { boxes: [], lines: [], rows: new Map(), countText };
  const tree = measure(flow.root, 0, draft);
  const depth = draft.rows.size;
  const joined = flow.joined === null ? null : measure(flow.joined.box, depth, draft);
  const tops = rowTops(draft.rows);
  place(tree, margin, tops, draft);
  let right = margin + tree.width;
  if (flow.joined !== null && joined !== null) {
    const sources = draft.boxes.filter(({ key }) => flow.joined?.from.includes(key));
    const xs = sources.map(({ x, width }) => x + width / 2);
    const wanted = (Math.min(...xs) + Math.max(...xs)) / 2 - joined.anchor;
    const left = Math.max(margin, wanted);
    place(joined, left, tops, draft);
    right = Math.max(right, left + joined.width);
    joinLines(sources, left + joined.anchor, topOf(tops, depth), draft);
  }
  return {
    width: Math.ceil(right + margin),
    height: Math.ceil(Math.max(...draft.boxes.map(({ y, height }) => y + height)) + margin),
    boxes: draft.boxes,
    lines: draft.lines,
  };
}

interface Draft {
  readonly boxes: PlacedBox[];
  readonly lines: PlacedLine[];
  /** Per row the height that its tallest box needs, and what the boxes beside need under it. */
  readonly rows: Map<number, { box: number; beside: number }>;
  readonly countText: CountText;
}

interface Text {
  readonly text: string;
  readonly isBold: boolean;
}

interface Measured {
  readonly box: FlowBox;
  readonly texts: readonly Text[];
  readonly height: number;
}

interface Subtree extends Measured {
  readonly row: number;
  readonly width: number;
  /** Middle of the box, from the left edge of the subtree. */
  readonly anchor: number;
  readonly beside: readonly Measured[];
  readonly below: readonly { readonly tree: Subtree; readonly x: number }[];
}

function measure(box: FlowBox, row: number, draft: Draft): Subtree {
  const own = measureBox(box, boxWidth, draft);
  const beside = box.beside.map((part) => measureBox(part, besideWidth, draft));
  const besideHeight = beside.reduce((sum, { height }) => sum + height + besideGap, 0);
  const known = draft.rows.get(row) ?? { box: 0, beside: 0 };
  draft.rows.set(row, {
    box: Math.max(known.box, own.height),
    // A shorter box leaves room above its side boxes; the row's tallest does not.
    beside: Math.max(known.beside, besideHeight),
  });
  const trees = box.below.map((part) => measure(part, row + 1, draft));
  let x = 0;
  const below = trees.map((tree) => {
    const placed = { tree, x };
    x += tree.width + columnGap;
    return placed;
  });
  const first = below[0];
  const last = below.at(-1);
  const middle =
    first === undefined || last === undefined
      ? boxWidth / 2
      : (first.x + first.tree.anchor + last.x + last.tree.anchor) / 2;
  const left = Math.min(0, middle - boxWidth / 2);
  const right = Math.max(
    x - columnGap,
    middle + boxWidth / 2,
    beside.length === 0 ? 0 : middle + besideIndent + besideWidth,
  );
  return {
    ...own,
    row,
    width: right - left,
    anchor: middle - left,
    beside,
    below: below.map((part) => ({ ...part, x: part.x - left })),
  };
}

function measureBox(box: FlowBox, width: number, { countText }: Draft): Measured {
  const room = width - 2 * padding;
  const wrapped = (text: string, isBold: boolean) =>
    wrapText(text, room, flowTextSize, isBold).map((line) => ({ text: line, isBold }));
  const texts = [
    ...wrapped(box.label, true),
    ...wrapped(sizeText(countText(box)), false),
    ...box.lines.flatMap((line) => wrapped(`${line.label}: ${countText(line)}`, false)),
  ];
  return { box, texts, height: texts.length * lineHeight + 2 * padding - 4 };
}

/** "n = 31", but "n < 11" and "n withheld", as in the tables. */
function sizeText(count: string): string {
  return /^\d/.test(count) ? `n = ${count}` : `n ${count}`;
}

function rowTops(rows: Draft['rows']): Map<number, number> {
  const tops = new Map<number, number>();
  let top = margin;
  for (let row = 0; row < rows.size; row += 1) {
    tops.set(row, top);
    const { box, beside } = rows.get(row) ?? { box: 0, beside: 0 };
    top += box + (beside === 0 ? rowGap : beside + besideGap + rowGap);
  }
  return tops;
}

function topOf(tops: ReadonlyMap<number, number>, row: number): number {
  return tops.get(row) ?? margin;
}

function place(tree: Subtree, left: number, tops: ReadonlyMap<number, number>, draft: Draft) {
  const middle = left + tree.anchor;
  const top = topOf(tops, tree.row);
  draft.boxes.push(placedBox(tree, middle - boxWidth / 2, top, boxWidth));
  const bottom = top + tree.height;
  let y = top + (draft.rows.get(tree.row)?.box ?? 0) + besideGap;
  let lowest = bottom;
  for (const part of tree.beside) {
    draft.boxes.push(placedBox(part, middle + besideIndent, y, besideWidth));
    lowest = y + part.height / 2;
    draft.lines.push({
      key: part.box.key,
      points: [
        [middle, lowest],
        [middle + besideIndent, lowest],
      ],
      hasArrow: true,
    });
    y += part.height + besideGap;
  }
  const bus = topOf(tops, tree.row + 1) - rowGap / 2;
  const [only] = tree.below;
  if (only === undefined) {
    if (lowest > bottom) {
      draft.lines.push({
        key: `${tree.box.key}:trunk`,
        points: [
          [middle, bottom],
          [middle, lowest],
        ],
        hasArrow: false,
      });
    }
    return;
  }
  for (const { tree: child, x } of tree.below) {
    const childMiddle = left + x + child.anchor;
    const childTop = topOf(tops, child.row);
    draft.lines.push({
      key: child.box.key,
      points:
        childMiddle === middle
          ? [
              [middle, bottom],
              [middle, childTop],
            ]
          : [
              [middle, bottom],
              [middle, bus],
              [childMiddle, bus],
              [childMiddle, childTop],
            ],
      hasArrow: true,
    });
    place(child, left + x, tops, draft);
  }
}

function joinLines(sources: readonly PlacedBox[], middle: number, top: number, draft: Draft) {
  const bus = top - rowGap / 2;
  for (const { key, x, y, width, height } of sources) {
    const from = x + width / 2;
    draft.lines.push({
      key: `${key}:joined`,
      points: [
        [from, y + height],
        [from, bus],
        [middle, bus],
        [middle, top],
      ],
      hasArrow: true,
    });
  }
}

function placedBox(
  { box, texts, height }: Measured,
  x: number,
  y: number,
  width: number,
): PlacedBox {
  return {
    key: box.key,
    x,
    y,
    width,
    height,
    texts: texts.map(({ text, isBold }, index) => ({
      text,
      isBold,
      x: x + padding,
      y: y + padding + lineHeight * index + flowTextSize - 1,
    })),
  };
}
