import { everyBox, type Flow, type FlowBox } from './flow';
import { type CountSum, type HiddenCounts, hideSmallCounts, isSmall } from './suppression';
import { hiddenText } from './tables/analysis-reader';

/** Which counts of a flow are not shown: boxes and their lines, by key. */
export function hideSmallInFlow(flow: Flow, smallestCell: number | null): HiddenCounts {
  const boxes = everyBox(flow);
  const counts = Object.fromEntries(
    boxes.flatMap((box) => [box, ...box.lines]).map(({ key, count }) => [key, count]),
  );
  const joined: CountSum[] =
    flow.joined === null ? [] : [{ total: flow.joined.box.key, parts: flow.joined.from }];
  // How many men a snapshot has stands above every page and in the report: withheld here, it would still tell.
  const enrolled = boxes.find(({ branch }) => branch === 'enrolled');
  const settled =
    enrolled === undefined || smallestCell === null || isSmall(enrolled.count, smallestCell)
      ? {}
      : { [enrolled.key]: 'shown' as const };
  return hideSmallCounts(
    { counts, sums: [...boxes.flatMap(sumsOf), ...joined] },
    smallestCell,
    settled,
  );
}

/** A box is its parts, and its lines; each of its lines is the lines of the same name in its parts. */
function sumsOf(box: FlowBox): CountSum[] {
  const { key, lines } = box;
  const parts = [...box.beside, ...box.below];
  return [
    ...(parts.length === 0 ? [] : [{ total: key, parts: keysOf(parts) }]),
    ...(lines.length === 0 ? [] : [{ total: key, parts: keysOf(lines) }]),
    ...lines.flatMap((line) => {
      const same = parts.flatMap((part) => part.lines.filter(({ label }) => label === line.label));
      const sum = same.reduce((total, { count }) => total + count, 0);
      return sum === line.count && same.length > 0
        ? [{ total: line.key, parts: keysOf(same) }]
        : [];
    }),
  ];
}

function keysOf(lines: readonly { readonly key: string }[]): string[] {
  return lines.map(({ key }) => key);
}

/** How a count is written: itself, below the limit, or withheld. */
export function flowCountText(hidden: HiddenCounts, smallestCell: number | null) {
  return ({ key, count }: { readonly key: string; readonly count: number }): string => {
    const how = hidden.get(key);
    return how === undefined ? String(count) : hiddenText(how, smallestCell);
  };
}
