import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CountTable,
  type HiddenCounts,
  hideSmallCounts,
  isSmall,
} from '@/lib/analysis/suppression';

test('a small count takes a second one with it that it could be computed from', () => {
  const table: CountTable = {
    counts: { all: 40, yes: 4, no: 36 },
    sums: [{ total: 'all', parts: ['yes', 'no'] }],
  };
  expect([...hideSmallCounts(table, 11)]).toEqual([
    ['yes', 'small'],
    ['no', 'withheld'],
  ]);
  expect([...hideSmallCounts(table, null)]).toEqual([]);
});

test('nobody is shown as zero, and two small counts protect each other', () => {
  const table: CountTable = {
    counts: { all: 42, a: 30, b: 5, c: 7, d: 0 },
    sums: [{ total: 'all', parts: ['a', 'b', 'c', 'd'] }],
  };
  expect([...hideSmallCounts(table, 11).keys()]).toEqual(['b', 'c']);
});

test('two counts of ten that make twenty are not both said to be below eleven', () => {
  const table: CountTable = {
    counts: { all: 20, known: 10, missing: 10 },
    sums: [{ total: 'all', parts: ['known', 'missing'] }],
  };
  const hidden = hideSmallCounts(table, 11, { all: 'shown' });
  expect([...hidden.values()].sort()).toEqual(['small', 'withheld']);
});

test('a limit of 2 would say the number', () => {
  expect(() => hideSmallCounts({ counts: { a: 1 }, sums: [] }, 2)).toThrow();
});

test('no small count can be computed from what is shown of the same table', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat({ max: 7 }), { minLength: 2, maxLength: 2 }), {
        minLength: 2,
        maxLength: 2,
      }),
      fc.integer({ min: 3, max: 6 }),
      (grid, smallestCell) => {
        const table = tableOf(grid);
        const hidden = hideSmallCounts(table, smallestCell);
        const small = Object.entries(table.counts).filter(([, n]) => isSmall(n, smallestCell));
        expect(small.filter(([key]) => !hidden.has(key))).toEqual([]);
        const possible = possibleTables(grid, hidden, smallestCell);
        for (const [key, count] of small) {
          expect(
            possible.some((other) => other.counts[key] !== count),
            `${key} of ${JSON.stringify(grid)} below ${smallestCell}`,
          ).toBe(true);
        }
      },
    ),
    { numRuns: 120 },
  );
});

/** Rows and columns with all their totals. */
function tableOf(grid: readonly (readonly number[])[]): CountTable {
  const counts: Record<string, number> = {};
  const columns = grid[0]?.map((_, index) => index) ?? [];
  const rows = grid.map((_, index) => index);
  for (const row of rows) {
    for (const column of columns) {
      counts[`${row}.${column}`] = grid[row]?.[column] ?? 0;
    }
    counts[`${row}.all`] = sum(columns.map((column) => grid[row]?.[column] ?? 0));
  }
  for (const column of [...columns, 'all']) {
    counts[`all.${column}`] = sum(rows.map((row) => counts[`${row}.${column}`] ?? 0));
  }
  return {
    counts,
    sums: [
      ...[...rows, 'all'].map((row) => ({
        total: `${row}.all`,
        parts: columns.map((column) => `${row}.${column}`),
      })),
      ...[...columns, 'all'].map((column) => ({
        total: `all.${column}`,
        parts: rows.map((row) => `${row}.${column}`),
      })),
    ],
  };
}

/** Every table that agrees with what a reader sees, found by trying them all. */
function possibleTables(
  grid: readonly (readonly number[])[],
  hidden: HiddenCounts,
  smallestCell: number,
): CountTable[] {
  const truth = tableOf(grid);
  const width = grid[0]?.length ?? 0;
  const cells = grid.flatMap((row, i) => row.map((_, j) => `${i}.${j}`));
  let grids: number[][] = [[]];
  for (const cell of cells) {
    const values = hidden.has(cell)
      ? [...Array(9).keys()].filter((n) => hidden.get(cell) !== 'small' || isSmall(n, smallestCell))
      : [truth.counts[cell] ?? 0];
    grids = grids.flatMap((one) => values.map((value) => [...one, value]));
  }
  return grids
    .map((flat) => tableOf(grid.map((_, i) => flat.slice(i * width, (i + 1) * width))))
    .filter(({ counts }) =>
      Object.entries(counts).every(([key, count]) => {
        const how = hidden.get(key);
        return how === undefined
          ? count === truth.counts[key]
          : how === 'withheld' || isSmall(count, smallestCell);
      }),
    );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
