import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSmall } from '@/lib/analysis/suppression';
import { type DescribeTableInput, describeTable } from '@/lib/analysis/tables/describe-table';
import type { StatTable } from '@/lib/analysis/tables/stat-table';
import type { DataColumn } from '@/lib/export/data-column';
import { type MadeFigure, madeResults } from '@/tests/support/builders/analysis-results';

const arm: DataColumn = {
  name: 'arm',
  label: 'Arm',
  type: 'choice',
  levels: [
    { key: 'gn', label: 'Gonadotropins' },
    { key: 'none', label: 'No gonadotropins' },
  ],
  section: 'enrollment',
};
const age: DataColumn = {
  name: 'age',
  label: 'Age at consent',
  type: 'number',
  unit: 'years',
  section: 'baseline',
};
const etiology: DataColumn = {
  name: 'etiology',
  label: 'Etiology',
  type: 'choice',
  levels: [
    { key: 'idiopathic', label: 'Idiopathic' },
    { key: 'genetic', label: 'Genetic' },
    { key: 'trauma', label: 'Trauma' },
  ],
  section: 'baseline',
};
const hormones: DataColumn = {
  name: 'hormones',
  label: 'Hormone therapy before',
  type: 'flag',
  section: 'baseline',
};
const weight: DataColumn = { ...age, name: 'weight', label: 'Weight', unit: 'kg' };

function numeric(
  name: string,
  column: string,
  [n, missing, mean, sd, median, q1, q3]: readonly (number | string)[],
): MadeFigure[] {
  return Object.entries({ n, missing, mean, sd, median, q1, q3 }).map(
    ([statistic, value]): MadeFigure => [name, column, statistic, value ?? 'no-values'],
  );
}

function categorical(
  name: string,
  column: string,
  missing: number,
  levels: Readonly<Record<string, number>>,
): MadeFigure[] {
  const n = Object.values(levels).reduce((sum, count) => sum + count, 0);
  return [
    [name, column, 'n', n],
    [name, column, 'missing', missing],
    ...Object.entries(levels).flatMap(([level, count]): MadeFigure[] => [
      [`${name}=${level}`, column, 'count', count],
      [`${name}=${level}`, column, 'percent', n === 0 ? 'no-values' : count / n],
    ]),
  ];
}

const figures: readonly MadeFigure[] = [
  ['', 'all', 'subjects', 542],
  ['', 'gn', 'subjects', 368],
  ['', 'none', 'subjects', 174],
  ...numeric('age', 'all', [540, 2, 31.25, 4.449, 31, 28, 34]),
  ...numeric('age', 'gn', [367, 1, 30.95, 4.25, 30, 28, 33]),
  ...numeric('age', 'none', [173, 1, 32.05, 4.75, 32, 28, 35]),
  ['age', 'test', 'test', 'wilcoxon-rank-sum'],
  ['age', 'test', 'p', 0.00213],
  ...categorical('etiology', 'all', 0, { idiopathic: 396, genetic: 146 }),
  ...categorical('etiology', 'gn', 0, { idiopathic: 250, genetic: 118 }),
  ...categorical('etiology', 'none', 0, { idiopathic: 146, genetic: 28 }),
  ['etiology', 'test', 'test', 'pearson'],
  ['etiology', 'test', 'p', 0.000741],
  ...categorical('hormones', 'all', 42, { '1': 125, '0': 375 }),
  ...categorical('hormones', 'gn', 18, { '1': 75, '0': 275 }),
  ...categorical('hormones', 'none', 24, { '1': 50, '0': 100 }),
  ['hormones', 'test', 'test', 'pearson'],
  ['hormones', 'test', 'p', 'constant'],
  ...numeric('weight', 'all', [0, 542]),
];

const input: DescribeTableInput = {
  id: 'baseline',
  title: 'Characteristics before treatment',
  results: madeResults({ baseline: figures }),
  variables: [age, etiology, hormones, weight],
  group: arm,
  population: 'all',
  smallestCell: null,
};

test('a table by group shows spread, shares, what is missing and the tests by name', () => {
  const table = describeTable(input);
  expect(linesOf(table)).toEqual([
    'Age at consent, years |  |  |  | 0.002 a',
    '  Mean ± SD | 31.0 ± 4.3 | 32.1 ± 4.8 | 31.3 ± 4.4 | ',
    '  Median [quartiles] | 30.0 [28.0 to 33.0] | 32.0 [28.0 to 35.0] | 31.0 [28.0 to 34.0] | ',
    '  Not recorded | 1 | 1 | 2 | ',
    'Etiology |  |  |  | <0.001 b',
    '  Idiopathic | 250 (67.9%) | 146 (83.9%) | 396 (73.1%) | ',
    '  Genetic | 118 (32.1%) | 28 (16.1%) | 146 (26.9%) | ',
    'Hormone therapy before | 75 (21.4%) | 50 (33.3%) | 125 (25.0%) | all equal',
    '  Not recorded | 18 | 24 | 42 | ',
  ]);
  expect(table.title).toBe('Characteristics before treatment by arm');
  expect(table.columns.map(({ label, detail }) => `${label}, ${detail}`)).toEqual([
    'Gonadotropins, n = 368',
    'No gonadotropins, n = 174',
    'All, n = 542',
    'p, undefined',
  ]);
  expect(table.scope).toBe('Everybody in the snapshot; n = 542.');
  expect(table.footnotes.slice(1)).toEqual([
    { text: 'Not recorded for anybody: weight.' },
    {
      mark: 'a',
      text: 'Wilcoxon rank-sum test, two-sided, normal approximation with continuity and tie correction.',
    },
    { mark: 'b', text: 'Pearson’s chi-square test, no continuity correction.' },
    { text: 'p-values are not corrected for the number of comparisons.' },
  ]);
});

test('with a small count the table carries no test, and what would tell the count is withheld', () => {
  const table = describeTable({ ...input, smallestCell: 11 });
  expect(table.isSuppressed).toBe(true);
  expect(table.columns.map(({ key }) => key)).toEqual(['gn', 'none', 'all']);
  expect(linesOf(table).slice(0, 4)).toEqual([
    'Age at consent, years |  |  | ',
    '  Mean ± SD | 31.0 ± 4.3 | 32.1 ± 4.8 | 31.3 ± 4.4',
    '  Median [quartiles] | 30.0 [28.0 to 33.0] | 32.0 [28.0 to 35.0] | 31.0 [28.0 to 34.0]',
    '  Not recorded | < 11 | < 11 | < 11',
  ]);
  expect(table.footnotes.at(-1)?.text).toContain('no test, no estimate and no interval');
});

test('the mean of a few men is not shown, nor that of all, which would tell it', () => {
  const few = madeResults({
    baseline: [
      ['', 'all', 'subjects', 31],
      ['', 'gn', 'subjects', 26],
      ['', 'none', 'subjects', 5],
      ...numeric('age', 'all', [31, 0, 31, 4, 31, 28, 34]),
      ...numeric('age', 'gn', [26, 0, 30, 4, 30, 28, 33]),
      ...numeric('age', 'none', [5, 0, 36, 4, 32, 28, 35]),
    ],
  });
  const table = describeTable({ ...input, results: few, variables: [age], smallestCell: 11 });
  expect(table.columns.map(({ detail }) => detail)).toEqual(['n withheld', 'n < 11', 'n = 31']);
  expect(linesOf(table)[1]).toBe('  Mean ± SD | 30.0 ± 4.0 | n < 11 | withheld');
});

test('nobody, one man, no values: words stand where a number does not exist', () => {
  const nobody = describeTable({
    ...input,
    results: madeResults({ baseline: [['', '', '', 'no-patients']] }),
  });
  expect(nobody.sentence).toBe('Nobody is in this population.');
  expect(nobody.rows).toEqual([]);
  const one = describeTable({
    ...input,
    group: null,
    variables: [age],
    results: madeResults({
      baseline: [
        ['', 'all', 'subjects', 1],
        ...numeric('age', 'all', [1, 0, 31, 'one-patient', 31, 31, 31]),
      ],
    }),
  });
  expect(linesOf(one)[1]).toBe('  Mean ± SD | 31.0, no SD: one man');
});

test('nothing small can be computed from the printed table', () => {
  const cell = fc.nat({ max: 4 });
  fc.assert(
    fc.property(
      fc.tuple(cell, cell, cell, cell, cell, cell),
      fc.integer({ min: 3, max: 4 }),
      (cells, smallestCell) => {
        const shown = printed(cells, smallestCell);
        const truth = countsOf(cells);
        const small = truth.flatMap((count, index) =>
          isSmall(count, smallestCell) ? [index] : [],
        );
        const open = new Set(small);
        for (const other of everyTable()) {
          const counts = countsOf(other);
          if (shown.every((seen, index) => fits(seen, counts[index] ?? 0, smallestCell))) {
            for (const index of open) {
              if (counts[index] !== truth[index]) {
                open.delete(index);
              }
            }
          }
        }
        expect(
          [...open].map((index) => `${index} of ${cells.join()} below ${smallestCell}`),
        ).toEqual([]);
      },
    ),
    { numRuns: 30 },
  );
});

/** Idiopathic, genetic and not recorded, of both arms; values up to 6. */
function* everyTable(): Generator<readonly number[]> {
  const values = [0, 1, 2, 3, 4, 5, 6];
  for (const a of values) {
    for (const b of values) {
      for (const c of values) {
        for (const d of values) {
          for (const e of values) {
            for (const f of values) {
              yield [a, b, c, d, e, f];
            }
          }
        }
      }
    }
  }
}

/** Sizes, levels and missing of both arms and of all, in the order in which they are printed. */
function countsOf(cells: readonly number[]): number[] {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = cells;
  const row = (one: number, other: number) => [one, other, one + other];
  return [...row(a + b + c, d + e + f), ...row(a, d), ...row(b, e), ...row(c, f)];
}

function printed(cells: readonly number[], smallestCell: number): string[] {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = cells;
  const table = describeTable({
    ...input,
    variables: [etiology],
    smallestCell,
    results: madeResults({
      baseline: [
        ['', 'all', 'subjects', a + b + c + d + e + f],
        ['', 'gn', 'subjects', a + b + c],
        ['', 'none', 'subjects', d + e + f],
        ...categorical('etiology', 'all', c + f, { idiopathic: a + d, genetic: b + e }),
        ...categorical('etiology', 'gn', c, { idiopathic: a, genetic: b }),
        ...categorical('etiology', 'none', f, { idiopathic: d, genetic: e }),
      ],
    }),
  });
  const sizes = table.columns.map(({ detail = '' }) => detail.replace(/^n (= )?/, ''));
  const isRecorded = table.rows.length > 0;
  const rowOf = (key: string) =>
    table.rows
      .find((row) => row.key === key)
      ?.cells.slice(0, 3)
      .map(({ text }) => text) ?? ['0', '0', '0'];
  return [
    ...sizes.slice(0, 3),
    ...rowOf('etiology=idiopathic'),
    ...rowOf('etiology=genetic'),
    ...(isRecorded ? rowOf('etiology missing') : sizes.slice(0, 3)),
  ];
}

function fits(seen: string, count: number, smallestCell: number): boolean {
  if (seen === 'withheld') {
    return true;
  }
  if (seen.startsWith('<')) {
    return isSmall(count, smallestCell);
  }
  return seen === 'not recorded' ? count === 0 : Number.parseInt(seen, 10) === count;
}

function linesOf({ rows }: StatTable): string[] {
  return rows.map(({ header, isDetail, cells }) =>
    [
      isDetail ? `  ${header}` : header,
      ...cells.map(({ text, mark }) => (mark === undefined ? text : `${text} ${mark}`)),
    ].join(' | '),
  );
}
