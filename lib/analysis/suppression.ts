import { invariant } from '@/lib/core/invariant';

/** The counts of one table and how they add up. What a reader can subtract is a count too, shown or not. */
export interface CountTable {
  readonly counts: Readonly<Record<string, number>>;
  readonly sums: readonly CountSum[];
}

/** A total is exactly its parts. */
export interface CountSum {
  readonly total: string;
  readonly parts: readonly string[];
}

/** small: shown as below the limit; withheld: nothing is said, because it would tell a small one. */
export type Hidden = 'small' | 'withheld';

export type HiddenCounts = ReadonlyMap<string, Hidden>;

export const nothingHidden: HiddenCounts = new Map();

/** Below this a limit says the number: fewer than 2 is 1. */
const smallestLimit = 3;

/** Zero is nobody and is shown; 1 up to one less than the limit is small (docs/decisions/035). */
export function isSmall(count: number, smallestCell: number): boolean {
  return count > 0 && count < smallestCell;
}

/**
 * Which counts are not shown. Beside the small ones others are withheld, the smallest first, until every small count
 * could be another number too: for each there is a second table that agrees with everything that is shown.
 *
 * @param settled counts that another part of the table already shows or hides.
 */
export function hideSmallCounts(
  table: CountTable,
  smallestCell: number | null,
  settled: Readonly<Record<string, Hidden | 'shown'>> = {},
): HiddenCounts {
  if (smallestCell === null) {
    return nothingHidden;
  }
  invariant(smallestCell >= smallestLimit, 'a limit that does not say the number');
  const small = Object.keys(table.counts).filter((key) =>
    isSmall(table.counts[key] ?? 0, smallestCell),
  );
  const hidden = new Map<string, Hidden>(small.map((key) => [key, 'small']));
  for (const [key, how] of Object.entries(settled)) {
    if (how === 'shown') {
      hidden.delete(key);
    } else {
      hidden.set(key, how);
    }
  }
  if (small.length > 0) {
    const network = networkOf(table);
    const search: Search = { ...network, hidden, smallestCell, settled };
    for (const key of small.filter((it) => hidden.has(it))) {
      withholdFor(key, search);
    }
    showWhatTellsNothing(small, search);
  }
  return hidden;
}

function withholdFor(key: string, search: Search): void {
  while (!hasAnotherValue(key, search)) {
    const next = nextToWithhold(key, search);
    if (next === null) {
      return;
    }
    search.hidden.set(next, 'withheld');
  }
}

/** Of the counts withheld on the way, the largest first, those that the small ones need not. */
function showWhatTellsNothing(small: readonly string[], search: Search): void {
  const { counts, hidden, settled } = search;
  const safe = small.filter((key) => hidden.has(key) && hasAnotherValue(key, search));
  const spared = [...hidden]
    .filter(([key, how]) => how === 'withheld' && settled[key] === undefined)
    .map(([key]) => key)
    .filter((key) => !small.includes(key))
    .sort((one, other) => (counts[other] ?? 0) - (counts[one] ?? 0));
  for (const key of spared) {
    hidden.delete(key);
    if (!safe.every((it) => hasAnotherValue(it, search))) {
      hidden.set(key, 'withheld');
    }
  }
}

/** The counts and the sums that tie them; a sum is zero over its terms. */
interface Network {
  readonly counts: CountTable['counts'];
  readonly sums: readonly (readonly Term[])[];
  /** By count: the sums that it is a term of, and how. */
  readonly sumsOf: ReadonlyMap<string, readonly { readonly sum: number; readonly sign: number }[]>;
}

interface Term {
  readonly key: string;
  readonly sign: number;
}

interface Search extends Network {
  readonly hidden: Map<string, Hidden>;
  readonly smallestCell: number;
  readonly settled: Readonly<Record<string, Hidden | 'shown'>>;
}

function networkOf({ counts, sums }: CountTable): Network {
  const sumsOf = new Map<string, { sum: number; sign: number }[]>();
  const terms = sums.map(({ total, parts }, sum) => {
    const whole = parts.reduce((all, part) => all + (counts[part] ?? 0), 0);
    invariant(counts[total] === whole, `the parts of ${total} make it up`);
    const own = [{ key: total, sign: 1 }, ...parts.map((key) => ({ key, sign: -1 }))];
    for (const { key, sign } of own) {
      sumsOf.set(key, [...(sumsOf.get(key) ?? []), { sum, sign }]);
    }
    return own;
  });
  return { counts, sums: terms, sumsOf };
}

const mostSteps = 400;

/** Tries to move the count by one and others with it, until every sum holds again. */
function hasAnotherValue(target: string, search: Search): boolean {
  const moved = new Set<string>();
  const excess = new Array<number>(search.sums.length).fill(0);
  let steps = 0;

  function move(key: string, step: number): boolean {
    steps += 1;
    if (steps > mostSteps || moved.has(key) || !canMove(key, step, search)) {
      return false;
    }
    moved.add(key);
    add(key, step);
    if (balance()) {
      return true;
    }
    moved.delete(key);
    add(key, -step);
    return false;
  }

  function add(key: string, step: number): void {
    for (const { sum, sign } of search.sumsOf.get(key) ?? []) {
      excess[sum] = (excess[sum] ?? 0) + sign * step;
    }
  }

  function balance(): boolean {
    const broken = excess.findIndex((it) => it !== 0);
    if (broken === -1) {
      return true;
    }
    const direction = Math.sign(excess[broken] ?? 0);
    return (search.sums[broken] ?? []).some(({ key, sign }) => move(key, -direction * sign));
  }

  return move(target, 1) || move(target, -1);
}

/** Whether the count could be one more or less for all that a reader sees. */
function canMove(key: string, step: number, { counts, hidden, smallestCell }: Search): boolean {
  const moved = (counts[key] ?? 0) + step;
  const how = hidden.get(key);
  return how === 'small' ? isSmall(moved, smallestCell) : how === 'withheld' && moved >= 0;
}

/**
 * The next count to say nothing about: the smallest that shares a sum with the count, then with its neighbors;
 * when all are hidden, small ones, whose limit says too much; a zero at last.
 */
function nextToWithhold(target: string, search: Search): string | null {
  const { counts, hidden, settled } = search;
  const near = neighborsOf(target, search);
  const free = near.filter((key) => settled[key] === undefined && hidden.get(key) !== 'withheld');
  const visible = free.filter((key) => !hidden.has(key) && (counts[key] ?? 0) > 0);
  const own = new Set(neighborsIn(target, search));
  const close = visible.filter((key) => own.has(key));
  return (
    smallestOf(close.length > 0 ? close : visible, counts) ??
    free.find((key) => hidden.get(key) === 'small') ??
    free.find((key) => !hidden.has(key)) ??
    null
  );
}

function smallestOf(keys: readonly string[], counts: CountTable['counts']): string | null {
  return keys.reduce<string | null>(
    (best, key) => (best === null || (counts[key] ?? 0) < (counts[best] ?? 0) ? key : best),
    null,
  );
}

function neighborsIn(key: string, { sums, sumsOf }: Network): string[] {
  return (sumsOf.get(key) ?? []).flatMap(({ sum }) => (sums[sum] ?? []).map((term) => term.key));
}

/** The count itself and whatever hangs together with it by sums. */
function neighborsOf(target: string, network: Network): string[] {
  const near = new Set([target]);
  for (const key of near) {
    for (const next of neighborsIn(key, network)) {
      near.add(next);
    }
  }
  return [...near];
}
