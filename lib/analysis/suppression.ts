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
  const equations = table.sums.map((sum) => equationOf(table, sum));
  const search = { counts: table.counts, equations, hidden, smallestCell };
  for (const key of small.filter((it) => hidden.has(it))) {
    while (!hasAnotherValue(key, search)) {
      const next = nextToWithhold(key, search, settled);
      if (next === null) {
        break;
      }
      hidden.set(next, 'withheld');
    }
  }
  showWhatTellsNothing(small, search, hidden, settled);
  return hidden;
}

/** Of the counts withheld on the way, the largest first, those that the small ones need not. */
function showWhatTellsNothing(
  small: readonly string[],
  search: Search,
  hidden: Map<string, Hidden>,
  settled: Readonly<Record<string, Hidden | 'shown'>>,
): void {
  const protectedOnes = small.filter((key) => hidden.has(key) && hasAnotherValue(key, search));
  const spared = [...hidden]
    .filter(([key, how]) => how === 'withheld' && settled[key] === undefined)
    .map(([key]) => key)
    .filter((key) => !small.includes(key))
    .sort((one, other) => (search.counts[other] ?? 0) - (search.counts[one] ?? 0));
  for (const key of spared) {
    hidden.delete(key);
    if (!protectedOnes.every((it) => hasAnotherValue(it, search))) {
      hidden.set(key, 'withheld');
    }
  }
}

interface Search {
  readonly counts: CountTable['counts'];
  readonly equations: readonly Equation[];
  readonly hidden: HiddenCounts;
  readonly smallestCell: number;
}

/** The sum over its terms is zero. */
type Equation = readonly { readonly key: string; readonly sign: 1 | -1 }[];

function equationOf({ counts }: CountTable, { total, parts }: CountSum): Equation {
  const sum = parts.reduce((all, part) => all + (counts[part] ?? 0), 0);
  invariant(counts[total] === sum, `the parts of ${total} make it up`);
  return [{ key: total, sign: 1 }, ...parts.map((key) => ({ key, sign: -1 as const }))];
}

/** Tries to move the count by one and others with it, until every sum holds again. */
function hasAnotherValue(target: string, search: Search): boolean {
  const budget = { steps: 1000 };
  return [1, -1].some(
    (step) => canMove(target, step, search) && balance(new Map([[target, step]]), search, budget),
  );
}

function balance(
  moves: ReadonlyMap<string, number>,
  search: Search,
  budget: { steps: number },
): boolean {
  budget.steps -= 1;
  if (budget.steps < 0) {
    return false;
  }
  const excessOf = (equation: Equation) =>
    equation.reduce((sum, { key, sign }) => sum + sign * (moves.get(key) ?? 0), 0);
  const broken = search.equations.find((equation) => excessOf(equation) !== 0);
  return (
    broken === undefined ||
    broken.some(({ key, sign }) => {
      const step = excessOf(broken) > 0 ? -sign : sign;
      return (
        !moves.has(key) &&
        canMove(key, step, search) &&
        balance(new Map([...moves, [key, step]]), search, budget)
      );
    })
  );
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
function nextToWithhold(
  target: string,
  { counts, equations, hidden }: Search,
  settled: Readonly<Record<string, Hidden | 'shown'>>,
): string | null {
  const near = neighborsOf(target, equations);
  const free = near.filter((key) => settled[key] === undefined && hidden.get(key) !== 'withheld');
  const visible = free.filter((key) => !hidden.has(key) && (counts[key] ?? 0) > 0);
  const smallest = visible.reduce<string | null>(
    (best, key) => (best === null || distanceThenCount(key) < distanceThenCount(best) ? key : best),
    null,
  );
  return (
    smallest ??
    free.find((key) => hidden.get(key) === 'small') ??
    free.find((key) => !hidden.has(key)) ??
    null
  );

  function distanceThenCount(key: string): number {
    const shares = equations.some(
      (equation) =>
        equation.some((term) => term.key === key) && equation.some((term) => term.key === target),
    );
    return (counts[key] ?? 0) + (shares ? 0 : 1e9);
  }
}

/** The count itself and whatever hangs together with it by sums. */
function neighborsOf(target: string, equations: readonly Equation[]): string[] {
  const near = new Set([target]);
  for (let before = 0; before < near.size; ) {
    before = near.size;
    for (const equation of equations) {
      if (equation.some(({ key }) => near.has(key))) {
        for (const { key } of equation) {
          near.add(key);
        }
      }
    }
  }
  return [...near];
}
