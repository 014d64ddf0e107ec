import { afterAll, expect, test } from 'vitest';
import type { Analysis } from '@/lib/analysis/analysis';
import type { FigurePlace } from '@/lib/analysis/results';
import { endR } from '@/lib/server/statistics/run-plan';
import { publishedStandard } from '@/tests/support/published-standard';
import { runInBoth } from '@/tests/support/r';

// The 19 vectors of C§1.6 from the table of published figures, and the 13 proportions with their intervals.

afterAll(endR);

interface Vector {
  readonly id: string;
  readonly analyses: readonly Analysis[];
  readonly expected: readonly Expected[];
}
type Expected = (typeof publishedStandard.testVectors)[number]['expected'][number];

const ofRows = [
  'fisher-freeman-halton',
  'mid-p-freeman-halton',
  'exact-pearson',
  'cochran-armitage-trend',
];

const vectors: readonly Vector[] = publishedStandard.testVectors.flatMap(
  ({ id: name, table, expected, parts, alternative }) => {
    const id = name.toLowerCase();
    return [
      ...[{ id, rows: table?.rows ?? [], expected }],
      ...(alternative === undefined ? [] : [{ id: `${id}-alternative`, ...alternative }]),
    ]
      .filter(({ rows }) => rows.length > 0)
      .map((counted): Vector => ({ ...counted, analyses: countsAnalyses(counted) }))
      .concat(
        parts.map((part, index) => {
          const groups = Object.values(part.input);
          return {
            id: `${id}-${index + 1}`,
            expected: part.expected,
            analyses: [
              {
                id: `${id}-${index + 1}`,
                method: 'two-means',
                arguments: {
                  mean: groups.map(({ mean }) => mean),
                  sd: groups.map(({ sd }) => sd),
                  n: groups.map(({ n }) => n),
                },
              },
            ],
          };
        }),
      );
  },
);

function countsAnalyses({
  id,
  rows,
}: {
  readonly id: string;
  readonly rows: readonly { readonly events: number; readonly n: number }[];
}): Analysis[] {
  const counts = { events: rows.map(({ events }) => events), totals: rows.map(({ n }) => n) };
  return [
    { id: `${id}-rows`, method: 'contingency', arguments: counts },
    ...(rows.length === 2 ? [{ id, method: 'two-groups' as const, arguments: counts }] : []),
  ];
}

/** One line per expected number. */
const expectedNumbers = vectors.flatMap(({ id, analyses, expected }) =>
  expected.flatMap((line) =>
    (['p', 'statistic', 'df', 'value', 'low', 'high', 'tables'] as const).flatMap((key) => {
      const number = line[key];
      if (number === undefined) {
        return [];
      }
      const analysis = ofRows.includes(line.method) || analyses.length === 1 ? `${id}-rows` : id;
      const place: FigurePlace = {
        analysis: line.method.startsWith('t-') ? id : analysis,
        row: '',
        column: 'test',
        statistic: `${line.method}.${key}`,
      };
      // At least six digits, also where the table promises less.
      return [{ place, number, tolerance: Math.min(line.tolerance ?? 1e-9, 5e-7) }];
    }),
  ),
);

test('both R programs give every number of the vectors', async () => {
  const results = await runInBoth({
    datasets: {},
    plan: vectors.flatMap(({ analyses }) => analyses),
  });
  const apart = expectedNumbers.filter(({ place, number, tolerance }) => {
    const figure = results.figure(place);
    return (
      figure.kind !== 'number' || Math.abs(figure.value - number) > tolerance * Math.abs(number)
    );
  });
  expect(apart).toEqual([]);
  expect(expectedNumbers).toHaveLength(166);
  expect(
    results.figure({
      analysis: 'tv12',
      row: '',
      column: 'test',
      statistic: 'fisher-one-sided.direction',
    }),
  ).toEqual({ kind: 'text', text: 'less' });
});

// k, n, Wilson low and high, Clopper-Pearson low and high, in percent.
const proportions = [
  [11, 30, 21.87392081, 54.48643635, 19.9298625, 56.1440151],
  [11, 31, 21.11665909, 53.05204594, 19.22674344, 54.6304398],
  [7, 26, 13.70444832, 46.08304038, 11.57322133, 47.78747897],
  [4, 4, 51.01091635, 100, 39.76353644, 100],
  [6, 7, 48.68721707, 97.43203757, 42.1276803, 99.63897031],
  [9, 27, 18.6432615, 52.17523949, 16.51881797, 53.96072861],
  [0, 2, 0, 65.76197725, 0, 84.1886117],
  [27, 73, 26.82314976, 48.45061483, 25.97366497, 49.08994638],
  [8, 33, 12.83171338, 41.02461983, 11.09232996, 42.25893177],
  [19, 40, 32.93547011, 62.50263789, 31.51197066, 63.87198647],
  [115, 368, 26.72853477, 36.15887417, 26.54605077, 36.25872051],
  [34, 174, 14.33360355, 26.06274682, 13.92803757, 26.22027436],
  [27, 395, 4.739927655, 9.762441028, 4.55259516, 9.789628417],
] as const;

test('both R programs give both intervals of the thirteen proportions', async () => {
  const labels = proportions.map(([k, n]) => `${k}-of-${n}`);
  const results = await runInBoth({
    datasets: {},
    plan: [
      {
        id: 'proportions',
        method: 'contingency',
        arguments: {
          labels,
          events: proportions.map(([k]) => k),
          totals: proportions.map(([, n]) => n),
        },
      },
    ],
  });
  const found = labels.map((row) =>
    ['wilson-low', 'wilson-high', 'clopper-pearson-low', 'clopper-pearson-high'].map(
      (statistic) => {
        const figure = results.figure({ analysis: 'proportions', row, column: 'all', statistic });
        return figure.kind === 'number' ? figure.value * 100 : figure;
      },
    ),
  );
  expect(found).toEqual(
    proportions.map(([, , ...limits]) => limits.map((limit) => expect.closeTo(limit, 7))),
  );
});
