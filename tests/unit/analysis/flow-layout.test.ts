import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Flow, FlowBox } from '@/lib/analysis/flow';
import {
  type FlowLayout,
  flowTextSize,
  layoutFlow,
  type PlacedBox,
} from '@/lib/analysis/pictures/flow-layout';
import { textWidth, wrapText } from '@/lib/analysis/pictures/text-width';

interface Shape {
  readonly label: string;
  readonly count: number;
  readonly lines: readonly string[];
  readonly beside: readonly Shape[];
  readonly below: readonly Shape[];
}

const label = fc.oneof(fc.string({ maxLength: 120 }), fc.lorem({ maxCount: 12 }));

const { shape } = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.record({
    label,
    count: fc.integer({ min: 0, max: 1_000_000 }),
    lines: fc.array(label, { maxLength: 5 }),
    beside: fc.array(
      fc.record({
        label,
        count: fc.nat(),
        lines: fc.array(label, { maxLength: 4 }),
        beside: fc.constant([]),
        below: fc.constant([]),
      }),
      { maxLength: 3 },
    ),
    below: fc.oneof(
      { maxDepth: 9, withCrossShrink: true },
      fc.constant([]),
      fc.array(tie('shape'), { maxLength: 3 }),
    ),
  }),
}));

function boxOf({ label: text, count, lines, beside, below }: Shape, key: string): FlowBox {
  return {
    key,
    branch: key,
    label: text,
    count,
    lines: lines.map((line, index) => ({ key: `${key}:${index}`, label: line, count: index })),
    beside: beside.map((part, index) => boxOf(part, `${key}/b${index}`)),
    below: below.map((part, index) => boxOf(part, `${key}/${index}`)),
  };
}

function ends(box: FlowBox): FlowBox[] {
  return box.below.length === 0 ? [box] : box.below.flatMap(ends);
}

const flow: fc.Arbitrary<Flow> = fc
  .tuple(shape, fc.option(shape), fc.infiniteStream(fc.boolean()))
  .map(([first, second, isSource]) => {
    const root = boxOf(first, 'root');
    const from = ends(root)
      .filter(() => isSource.next().value === true)
      .map(({ key }) => key);
    return {
      root,
      joined: second === null || from.length === 0 ? null : { from, box: boxOf(second, 'joined') },
    };
  });

const layoutOf = (drawn: Flow): FlowLayout => layoutFlow(drawn, ({ count }) => String(count));

const overlap = (one: PlacedBox, other: PlacedBox) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

/** Straight pieces of all lines, as rectangles without area. */
function piecesOf({ lines }: FlowLayout) {
  return lines.flatMap(({ key, points }) =>
    points.slice(1).map(([toX, toY], index) => {
      const [fromX, fromY] = points[index] ?? [toX, toY];
      return {
        key,
        left: Math.min(fromX, toX),
        right: Math.max(fromX, toX),
        top: Math.min(fromY, toY),
        bottom: Math.max(fromY, toY),
      };
    }),
  );
}

const eachLayout = (check: (layout: FlowLayout) => void) =>
  fc.assert(
    fc.property(flow, (drawn) => check(layoutOf(drawn))),
    { numRuns: 200 },
  );

describe('the picture of a flow, however deep and broad', () => {
  test('lets no two boxes overlap', () => {
    eachLayout(({ boxes }) => {
      const overlapping = boxes.flatMap((one, index) =>
        boxes.slice(index + 1).flatMap((other) => (overlap(one, other) ? [[one, other]] : [])),
      );
      expect(overlapping).toEqual([]);
    });
  });

  test('leads no line through a box', () => {
    eachLayout((layout) => {
      const crossed = piecesOf(layout).filter(({ left, right, top, bottom }) =>
        layout.boxes.some(
          ({ x, y, width, height }) =>
            left < x + width && right > x && top < y + height && bottom > y,
        ),
      );
      expect(crossed).toEqual([]);
    });
  });

  test('keeps the text inside its box and everything inside the paper', () => {
    eachLayout(({ width, height, boxes }) => {
      for (const box of boxes) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        expect(box.y + box.height).toBeLessThanOrEqual(height);
        for (const { text, x, y, isBold } of box.texts) {
          expect(x + textWidth(text, flowTextSize, isBold)).toBeLessThanOrEqual(box.x + box.width);
          expect(y).toBeLessThan(box.y + box.height);
        }
      }
    });
  });

  test('has every box once, and a line to each but the first', () => {
    eachLayout(({ boxes, lines }) => {
      const keys = boxes.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      const reached = new Set(lines.map(({ key }) => key));
      const unreached = keys.filter((key) => !(reached.has(key) || /^(root|joined)$/.test(key)));
      expect(unreached).toEqual([]);
    });
  });
});

describe('a wrapped text', () => {
  test('says every word in order', () => {
    fc.assert(
      fc.property(label, (text) => {
        const wrapped = wrapText(text, 150, 12).join('');
        expect(wrapped.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  test('cuts a word that is wider than the box', () => {
    const lines = wrapText('Withdrawn, Pneumonoultramicroscopicsilicovolcanoconiosis', 120, 12);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.filter((line) => textWidth(line, 12) > 120)).toEqual([]);
  });
});
