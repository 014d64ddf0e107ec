import { afterAll, describe, expect, test } from 'vitest';
import type { Analysis } from '@/lib/analysis/analysis';
import type { AnalysisResults } from '@/lib/analysis/results';
import { endR } from '@/lib/server/statistics/run-plan';
import { runInBoth, type TestStudy } from '@/tests/support/r';

// A dozen men whose figures can be counted by hand. Tests and intervals: what wilcox.test (exact = FALSE), t.test,
// kruskal.test, oneway.test, chisq.test, fisher.test, prop.test and binom.test of R 4.2.2 print.

afterAll(endR);

const men = Array.from({ length: 12 }, (_man, index) => `${index + 1}`);

const study: Omit<TestStudy, 'plan'> = {
  datasets: {
    subjects: {
      study_id: men,
      arm: ['b', 'a', 'a', 'b', 'a', 'b', 'a', 'b', 'c', 'c', 'c', null],
      age: [31, 35, 28.5, 41, null, 38, 35, 29, 44, 31, 36, 50],
      etiology: ['x', 'y', 'x', 'x', 'z', 'y', null, 'x', 'z', 'z', 'z', 'y'],
      seen: '111111111111'.split('').map((it) => it === '1'),
      found: '101x01x10011'.split('').map((it) => (it === 'x' ? null : it === '1')),
      treated: '111111111100'.split('').map((it) => it === '1'),
      completed: '111100000000'.split('').map((it) => it === '1'),
      hb_baseline: [14.2, 15.1, 13.9, 14.8, null, 15.5, 16, 14.4, null, null, null, null],
      hb_on_treatment: [14.9, 15.1, 14.6, 14.1, 15, 15.1, 17.2, null, null, null, null, null],
    },
    adverse_events: {
      subject: ['1', '1', '1', '2', '3', '4', '11', '1'],
      term: ['lips', 'lips', 'rash', 'lips', 'lips', 'rash', 'lips', 'rash'],
      worst_grade: [1, 3, 2, null, 1, 2, 4, null],
      serious: [false, false, true, null, false, false, true, false],
      related: [true, true, false, true, false, true, true, true],
    },
    adherence: {
      subject: ['1', '2', '3', '3'],
      requirement: ['dose', 'dose', 'dose', 'visit'],
      on_time: [4, 2, 3, 0],
      early: [0, 1, 0, 0],
      late: [1, 0, 0, 0],
      missed: [0, 2, 1, 0],
      closed: [0, 1, 0, 0],
      waived: [1, 0, 0, 3],
    },
  },
  columns: [
    { name: 'etiology', levels: ['z', 'x', 'y'].map((key) => ({ key, label: key })) },
    { name: 'worst_grade', type: 'number' },
  ],
};

type Line = readonly [row: string, column: string, says: Readonly<Record<string, number | string>>];

interface Table {
  readonly analysis: Pick<Analysis, 'method' | 'arguments'>;
  readonly says: readonly Line[];
}

const tables: Readonly<Record<string, Table>> = {
  'numbers and choices of everybody': {
    analysis: { method: 'describe', arguments: { variables: ['age', 'etiology', 'found'] } },
    says: [
      ['', 'all', { subjects: 12 }],
      [
        'age',
        'all',
        {
          n: 11,
          missing: 1,
          mean: 36.2272727273,
          sd: 6.67594051937,
          median: 35,
          q1: 31,
          q3: 39.5,
          min: 28.5,
          max: 50,
        },
      ],
      ['etiology', 'all', { n: 11, missing: 1 }],
      ['etiology=z', 'all', { count: 4, percent: 4 / 11 }],
      ['found=1', 'all', { count: 6, percent: 0.6 }],
      ['found=0', 'all', { count: 4, percent: 0.4 }],
    ],
  },
  'two means by both t tests': {
    analysis: {
      method: 'two-means',
      arguments: { variable: 'age', group: 'arm', levels: ['a', 'b'] },
    },
    says: [
      ['a', 'all', { n: 3, missing: 1, mean: 32.8333333333, sd: 3.75277674973 }],
      ['b', 'all', { n: 4, missing: 0, mean: 34.75, sd: 5.6789083458 }],
      [
        '',
        'test',
        {
          'difference.value': -1.91666666667,
          't-welch.statistic': -0.536627911606,
          't-welch.df': 4.97874578597,
          't-welch.p': 0.614626133668,
          't-pooled.statistic': -0.502068531622,
          't-pooled.df': 5,
          't-pooled.p': 0.636943054396,
        },
      ],
    ],
  },
  'three groups by ranks, choices by the exact test where an expected count is below 5': {
    analysis: { method: 'describe', arguments: { variables: ['age', 'etiology'], group: 'arm' } },
    says: [
      ['', 'a', { subjects: 4 }],
      ['age', 'a', { n: 3, missing: 1, median: 35, q1: 31.75, q3: 35 }],
      ['age', 'b', { mean: 34.75, sd: 5.6789083458, median: 34.5, q1: 30.5, q3: 38.75 }],
      ['age', 'test', { test: 'kruskal-wallis', statistic: 1.34125766871, df: 2, p: 0.511386899 }],
      ['etiology=x', 'b', { count: 3, percent: 0.75 }],
      ['etiology=x', 'c', { count: 0, percent: 0 }],
      [
        'etiology',
        'test',
        {
          test: 'fisher-freeman-halton',
          p: 0.0857142857143,
          'p-exact': 0.0857142857143,
          'p-pearson': 0.102865885265,
          'smallest-expected': 0.6,
        },
      ],
    ],
  },
  'three groups by means': {
    analysis: {
      method: 'describe',
      arguments: { variables: ['age'], group: 'arm', test: 't' },
    },
    says: [
      [
        'age',
        'test',
        {
          test: 'anova-welch',
          statistic: 0.424666187344,
          df: 2,
          'df-denominator': 4.31680812977,
          p: 0.678636162615,
        },
      ],
    ],
  },
  'a flag as the group, without those of whom it is not known': {
    analysis: { method: 'describe', arguments: { variables: ['age'], group: 'found' } },
    says: [
      ['', '1', { subjects: 6 }],
      ['age', '0', { n: 3, mean: 36.6666666667 }],
    ],
  },
  'pairs before and on treatment': {
    analysis: { method: 'paired', arguments: { pairs: ['hb_baseline|hb_on_treatment'] } },
    says: [
      [
        'hb_baseline',
        'all',
        {
          pairs: 6,
          'only-before': 1,
          'only-after': 1,
          'mean-before': 14.9166666667,
          'sd-before': 0.788458411501,
          'mean-after': 15.1666666667,
          'sd-after': 1.06520733506,
          difference: 0.25,
          'difference-low': -0.520460169296,
          'difference-high': 1.0204601693,
          t: 0.834106011602,
          df: 5,
          'p-t': 0.442234894313,
          v: 11,
          'p-wilcoxon': 0.409846729368,
          correlation: 0.724713880411,
        },
      ],
    ],
  },
  'shares of those who are known': {
    analysis: { method: 'proportions', arguments: { events: ['found'], group: 'arm' } },
    says: [
      ['found', 'all', { count: 6, n: 10, missing: 2, percent: 0.6 }],
      ['found', 'a', { count: 1, n: 3, missing: 1 }],
      ['found', 'b', { count: 3, n: 3, missing: 1 }],
    ],
  },
  'shares of everybody, the unknown counted as without the event': {
    analysis: {
      method: 'proportions',
      arguments: { events: ['found', 'etiology=y'], denominator: 'all' },
    },
    says: [
      ['found', 'all', { count: 6, n: 12, missing: 0, percent: 0.5 }],
      ['etiology=y', 'all', { count: 3, n: 12, percent: 0.25 }],
    ],
  },
  'shares of those who completed': {
    analysis: {
      method: 'proportions',
      arguments: { events: ['found'], population: 'completers' },
    },
    says: [['found', 'all', { count: 2, n: 3, missing: 1 }]],
  },
  'an event by the levels of a column': {
    analysis: { method: 'contingency', arguments: { event: 'found', rows: 'etiology' } },
    says: [
      ['z', 'all', { count: 1, n: 4, percent: 0.25 }],
      ['x', 'all', { count: 3, n: 3 }],
      ['y', 'all', { count: 2, n: 3 }],
      ['all', 'all', { count: 6, n: 10 }],
      ['', 'all', { missing: 2 }],
    ],
  },
  'the worst grade of each man and term, among the treated': {
    analysis: { method: 'grades', arguments: {} },
    says: [
      ['', 'all', { subjects: 10 }],
      ['lips', 'grade-1', { count: 1, n: 10, percent: 0.1 }],
      ['lips', 'grade-3', { count: 1 }],
      ['lips', 'grade-4', { count: 0 }],
      ['lips', 'grade-unknown', { count: 1 }],
      ['lips', 'any', { count: 3, percent: 0.3 }],
      ['lips', 'related', { count: 2 }],
      ['lips', 'serious', { count: 0 }],
      ['rash', 'grade-2', { count: 2 }],
      ['rash', 'serious', { count: 1 }],
      ['rash', 'related', { count: 2 }],
      ['any-term', 'grade-1', { count: 1 }],
      ['any-term', 'grade-2', { count: 1 }],
      ['any-term', 'grade-3', { count: 1 }],
      ['any-term', 'grade-unknown', { count: 1 }],
      ['any-term', 'any', { count: 4 }],
    ],
  },
  'the schedule as it was kept': {
    analysis: { method: 'adherence', arguments: {} },
    says: [
      [
        'dose',
        'all',
        {
          'on-time': 9,
          early: 1,
          late: 1,
          missed: 3,
          closed: 1,
          waived: 1,
          settled: 15,
          'on-time-share': 0.6,
          'missed-share': 0.2,
        },
      ],
      ['visit', 'all', { waived: 3, settled: 0, 'on-time-share': 'no-values' }],
      ['all', 'all', { 'on-time': 9, waived: 4, settled: 15 }],
    ],
  },
};

const named = Object.entries(tables).map(
  ([name, table], index) => [name, { ...table, id: `table-${index + 1}` }] as const,
);

let results: Promise<AnalysisResults> | undefined;

function answers(): Promise<AnalysisResults> {
  results ??= runInBoth({
    ...study,
    plan: named.map(([, { id, analysis }]) => ({ id, ...analysis })),
  });
  return results;
}

describe('both R programs say', () => {
  test.each(named)('%s', async (_name, { id, says }) => {
    const given = await answers();
    const found = says.map(([row, column, expected]) => [
      row,
      column,
      Object.fromEntries(
        Object.keys(expected).map((statistic) => {
          const figure = given.figure({ analysis: id, row, column, statistic });
          return [
            statistic,
            figure.kind === 'number'
              ? figure.value
              : figure.kind === 'text'
                ? figure.text
                : figure.reason,
          ];
        }),
      ),
    ]);
    expect(found).toEqual(
      says.map(([row, column, expected]) => [
        row,
        column,
        Object.fromEntries(
          Object.entries(expected).map(([statistic, value]) => [
            statistic,
            typeof value === 'number' ? expect.closeTo(value, 9) : value,
          ]),
        ),
      ]),
    );
  });

  test('the levels of a choice in the order of the dictionary, everybody before the groups', async () => {
    const rows = (await answers()).of('table-1');
    expect(rows.filter(({ statistic }) => statistic === 'count').map(({ row }) => row)).toEqual([
      'etiology=z',
      'etiology=x',
      'etiology=y',
      'found=1',
      'found=0',
    ]);
  });
});

test('two groups are compared by ranks, and a flag by the exact test where an expected count is below 5', async () => {
  const two = await runInBoth({
    datasets: {
      subjects: {
        study_id: men.slice(0, 8),
        arm: ['b', 'a', 'a', 'b', 'a', 'b', 'a', 'b'],
        age: [31, 35, 28.5, 41, null, 38, 35, 29],
        crypto: [true, false, true, true, false, false, null, true],
      },
    },
    plan: [
      { id: 'two', method: 'describe', arguments: { variables: ['age', 'crypto'], group: 'arm' } },
    ],
  });
  const says = two
    .of('two')
    .filter(({ column }) => column === 'test')
    .map(({ row, statistic, value, text }) => [row, statistic, value ?? text]);
  expect(says).toEqual([
    ['age', 'test', 'wilcoxon-rank-sum'],
    ['age', 'statistic', 4],
    ['age', 'p', expect.closeTo(0.592560276917, 10)],
    ['age', 'p-wilcoxon', expect.closeTo(0.592560276917, 10)],
    ['age', 'p-welch', expect.closeTo(0.614626133668, 10)],
    ['age', 'p-pooled', expect.closeTo(0.636943054396, 10)],
    ['crypto', 'test', 'fisher'],
    ['crypto', 'p', expect.closeTo(0.485714285714, 10)],
    ['crypto', 'p-pearson', expect.closeTo(0.270289384802, 10)],
    ['crypto', 'p-yates', expect.closeTo(0.740856814294, 10)],
    ['crypto', 'p-exact', expect.closeTo(0.485714285714, 10)],
    ['crypto', 'smallest-expected', expect.closeTo(9 / 7, 10)],
  ]);
});

test('a table of enough men is compared by chi-square without correction', async () => {
  const arm = [...Array<string>(50).fill('a'), ...Array<string>(40).fill('b')];
  const found = arm.map((_arm, index) => index < 20 || (index >= 50 && index < 65));
  const many = await runInBoth({
    datasets: { subjects: { study_id: arm.map((_arm, index) => `${index}`), arm, found } },
    plan: [{ id: 'many', method: 'describe', arguments: { variables: ['found'], group: 'arm' } }],
  });
  const says = many
    .of('many')
    .filter(({ column }) => column === 'test')
    .map(({ statistic, value, text }) => [statistic, value ?? text]);
  expect(says).toEqual([
    ['test', 'pearson'],
    ['statistic', expect.closeTo(0.0584415584416, 10)],
    ['df', 1],
    ['p', expect.closeTo(0.808976294576, 10)],
    ['p-pearson', expect.closeTo(0.808976294576, 10)],
    ['p-yates', expect.closeTo(0.980713267544, 10)],
    ['p-exact', expect.closeTo(0.831245308186, 10)],
    ['smallest-expected', expect.closeTo(15.5555555556, 9)],
  ]);
});
