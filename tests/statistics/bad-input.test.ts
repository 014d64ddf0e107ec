import { afterAll, describe, expect, test } from 'vitest';
import type { Analysis } from '@/lib/analysis/analysis';
import type { AnalysisResults } from '@/lib/analysis/results';
import { endR } from '@/lib/server/statistics/run-plan';
import { runInBoth, type TestStudy } from '@/tests/support/r';

afterAll(endR);

type Subjects = TestStudy['datasets'][string];
type Said = readonly [row: string, column: string, statistic: string, says: string | number];

const columns: NonNullable<TestStudy['columns']> = [
  { name: 'study_id', type: 'text' },
  { name: 'arm', type: 'choice' },
  { name: 'age', type: 'number' },
  { name: 'age_later', type: 'number' },
  { name: 'response', type: 'choice' },
  { name: 'found', type: 'flag' },
  { name: 'treated', type: 'flag' },
  { name: 'subject', type: 'text' },
  { name: 'term', type: 'text' },
  { name: 'worst_grade', type: 'number' },
  { name: 'serious', type: 'flag' },
  { name: 'related', type: 'flag' },
  { name: 'requirement', type: 'text' },
  ...['on_time', 'early', 'late', 'missed', 'closed', 'waived'].map((name) => ({
    name,
    type: 'number' as const,
  })),
];

/** Every method over one cohort. */
const plan: readonly Analysis[] = [
  {
    id: 'describe',
    method: 'describe',
    arguments: { variables: ['age', 'response', 'found'], group: 'arm' },
  },
  {
    id: 'describe-t',
    method: 'describe',
    arguments: { variables: ['age'], group: 'arm', test: 't' },
  },
  { id: 'ungrouped', method: 'describe', arguments: { variables: ['age', 'response'] } },
  { id: 'paired', method: 'paired', arguments: { pairs: ['age|age_later'] } },
  {
    id: 'proportions',
    method: 'proportions',
    arguments: { events: ['found', 'response=complete'], group: 'arm' },
  },
  { id: 'contingency', method: 'contingency', arguments: { event: 'found', rows: 'arm' } },
  {
    id: 'two-groups',
    method: 'two-groups',
    arguments: { event: 'found', group: 'arm', levels: ['a', 'b'] },
  },
  {
    id: 'two-means',
    method: 'two-means',
    arguments: { variable: 'age', group: 'arm', levels: ['a', 'b'] },
  },
  { id: 'grades', method: 'grades', arguments: {} },
  { id: 'adherence', method: 'adherence', arguments: {} },
];

const nothing = {
  adverse_events: { subject: [], term: [], worst_grade: [], serious: [], related: [] },
  adherence: {
    subject: [],
    requirement: [],
    on_time: [],
    early: [],
    late: [],
    missed: [],
    closed: [],
    waived: [],
  },
};

function cohort(subjects: Subjects): Promise<AnalysisResults> {
  return runInBoth({ datasets: { subjects, ...nothing }, columns, plan });
}

function said(results: AnalysisResults, analysis: string, [row, column, statistic]: Said) {
  const figure = results.figure({ analysis, row, column, statistic });
  return figure.kind === 'number'
    ? figure.value
    : figure.kind === 'text'
      ? figure.text
      : figure.reason;
}

const cohorts: Readonly<
  Record<
    string,
    { readonly subjects: Subjects; readonly says: Readonly<Record<string, readonly Said[]>> }
  >
> = {
  'nobody is in the cohort': {
    subjects: {
      study_id: [],
      arm: [],
      age: [],
      age_later: [],
      response: [],
      found: [],
      treated: [],
    },
    says: {
      describe: [
        ['', 'all', 'subjects', 0],
        ['age', 'all', 'n', 0],
        ['age', 'all', 'mean', 'no-patients'],
        ['age', 'test', 'p', 'no-patients'],
        ['found', 'test', 'p', 'no-patients'],
      ],
      paired: [
        ['age', 'all', 'pairs', 0],
        ['age', 'all', 'p-t', 'no-patients'],
      ],
      proportions: [['found', 'all', 'percent', 'no-patients']],
      contingency: [['', 'test', 'pearson.p', 'no-patients']],
      'two-groups': [
        ['a', 'all', 'percent', 'empty-group'],
        ['', 'test', 'pearson.p', 'no-patients'],
        ['', 'test', 'odds-ratio.value', 'no-patients'],
      ],
      'two-means': [
        ['a', 'all', 'mean', 'no-patients'],
        ['', 'test', 't-welch.p', 'empty-group'],
      ],
      grades: [
        ['', 'all', 'subjects', 0],
        ['any-term', 'any', 'percent', 'no-patients'],
      ],
      // The reason of a whole analysis stands for each of its figures.
      adherence: [
        ['', '', '', 'no-patients'],
        ['dose', 'all', 'on-time', 'no-patients'],
      ],
    },
  },
  'one man is in the cohort': {
    subjects: {
      study_id: ['1'],
      arm: ['a'],
      age: [31],
      age_later: [32],
      response: ['complete'],
      found: [true],
      treated: [true],
    },
    says: {
      describe: [
        ['age', 'all', 'mean', 31],
        ['age', 'all', 'sd', 'one-patient'],
        ['age', 'test', 'p', 'one-group'],
        ['response=complete', 'a', 'percent', 1],
        ['response', 'test', 'p', 'one-group'],
      ],
      paired: [
        ['age', 'all', 'difference', 1],
        ['age', 'all', 'sd-before', 'one-patient'],
        ['age', 'all', 'p-t', 'one-patient'],
        ['age', 'all', 'p-wilcoxon', 'one-patient'],
      ],
      proportions: [
        ['found', 'all', 'percent', 1],
        ['found', 'all', 'wilson-high', 1],
        ['found', 'all', 'clopper-pearson-low', 0.025],
      ],
      contingency: [['', 'test', 'fisher-freeman-halton.p', 'one-group']],
      'two-groups': [
        ['b', 'all', 'percent', 'empty-group'],
        ['', 'test', 'boschloo.p', 'empty-group'],
        ['', 'test', 'risk-difference.value', 'empty-group'],
      ],
      'two-means': [
        ['a', 'all', 'sd', 'too-few-values'],
        ['b', 'all', 'mean', 'empty-group'],
        ['', 'test', 't-pooled.p', 'empty-group'],
      ],
      grades: [['any-term', 'any', 'percent', 0]],
      adherence: [['', '', '', 'no-values']],
    },
  },
  'nothing is recorded of anybody': {
    subjects: {
      study_id: ['1', '2', '3', '4'],
      arm: ['a', 'a', 'b', 'b'],
      age: [null, null, null, null],
      age_later: [null, null, null, null],
      response: [null, null, null, null],
      found: [null, null, null, null],
      treated: [null, null, null, null],
    },
    says: {
      describe: [
        ['age', 'a', 'missing', 2],
        ['age', 'a', 'median', 'no-values'],
        ['age', 'test', 'p', 'no-values'],
        ['age', 'test', 'p-welch', 'no-values'],
        ['found', 'all', 'missing', 4],
        ['found', 'test', 'p-exact', 'no-values'],
      ],
      paired: [
        ['age', 'all', 'pairs', 0],
        ['age', 'all', 'difference', 'no-pairs'],
        ['age', 'all', 'correlation', 'no-pairs'],
      ],
      proportions: [
        ['found', 'a', 'missing', 2],
        ['found', 'a', 'wilson-low', 'no-values'],
      ],
      contingency: [['', 'test', 'pearson.p', 'no-patients']],
      'two-means': [['a', 'all', 'mean', 'no-values']],
      grades: [['', 'all', 'subjects', 0]],
    },
  },
  'a group has no values': {
    subjects: {
      study_id: ['1', '2', '3', '4'],
      arm: ['a', 'a', 'b', 'b'],
      age: [30, 40, null, null],
      age_later: [31, null, null, 44],
      response: ['complete', 'none', null, null],
      found: [true, false, null, null],
      treated: [true, true, true, true],
    },
    says: {
      describe: [
        ['age', 'b', 'mean', 'no-values'],
        ['age', 'test', 'p-wilcoxon', 'empty-group'],
        ['response=none', 'b', 'percent', 'no-values'],
        ['response', 'test', 'p', 'empty-group'],
      ],
      paired: [
        ['age', 'all', 'pairs', 1],
        ['age', 'all', 'only-before', 1],
        ['age', 'all', 'only-after', 1],
        ['age', 'all', 'p-t', 'too-few-values'],
      ],
      contingency: [['', 'test', 'pearson.p', 'empty-group']],
      'two-groups': [['', 'test', 'pearson.p', 'empty-group']],
    },
  },
  'every value is the same': {
    subjects: {
      study_id: ['1', '2', '3', '4'],
      arm: ['a', 'a', 'b', 'b'],
      age: [30.1, 30.1, 30.1, 30.1],
      age_later: [30.4, 30.4, 30.4, 30.4],
      response: ['none', 'none', 'none', 'none'],
      found: [false, false, false, false],
      treated: [true, true, true, true],
    },
    says: {
      describe: [
        ['age', 'all', 'sd', 0],
        ['age', 'test', 'p', 'constant'],
        ['age', 'test', 'p-pooled', 'constant'],
        ['response', 'test', 'p', 'constant'],
      ],
      'describe-t': [['age', 'test', 'p', 'constant']],
      paired: [
        ['age', 'all', 't', 'constant'],
        ['age', 'all', 'difference-low', 'constant'],
        ['age', 'all', 'correlation', 'constant'],
      ],
      contingency: [['', 'test', 'cochran-armitage-trend.p', 'no-events']],
      'two-groups': [
        ['', 'test', 'pearson.p', 'no-events'],
        ['', 'test', 'odds-ratio.value', 'zero-cell'],
        ['', 'test', 'or-conditional-exact.value', 'no-events'],
        ['', 'test', 'relative-risk.value', 'zero-cell'],
        ['', 'test', 'risk-difference.value', 0],
        ['', 'test', 'risk-difference.low', 'zero-cell'],
      ],
      'two-means': [
        ['', 'test', 'difference.value', 0],
        ['', 'test', 't-welch.p', 'constant'],
      ],
    },
  },
  'a cell is empty': {
    subjects: {
      study_id: ['1', '2', '3', '4', '5'],
      arm: ['a', 'a', 'b', 'b', 'b'],
      age: [30, 31, 40, 41, 42],
      age_later: [30, 31, 40, 41, 42],
      response: ['complete', 'complete', 'none', 'none', 'none'],
      found: [true, true, false, false, true],
      treated: [true, true, true, true, true],
    },
    says: {
      describe: [
        ['response', 'test', 'test', 'fisher'],
        ['response', 'test', 'p', 0.1],
      ],
      paired: [
        ['age', 'all', 't', 'constant'],
        ['age', 'all', 'v', 'constant'],
        ['age', 'all', 'correlation', 1],
      ],
      'two-groups': [
        ['', 'test', 'fisher-two-sided.p', 0.4],
        ['', 'test', 'odds-ratio.value', 'zero-cell'],
        ['', 'test', 'or-ci-profile-likelihood.high', 'zero-cell'],
        ['', 'test', 'wald-logistic.p', 'zero-cell'],
        ['', 'test', 'or-conditional-exact.value', 'zero-cell'],
        ['', 'test', 'relative-risk.value', 3],
      ],
    },
  },
  'nobody has a group': {
    subjects: {
      study_id: ['1', '2'],
      arm: [null, null],
      age: [30, 31],
      age_later: [30, 33],
      response: ['none', 'complete'],
      found: [true, false],
      treated: [true, true],
    },
    says: {
      describe: [
        ['age', 'all', 'mean', 30.5],
        ['age', 'test', 'p', 'one-group'],
        ['found', 'test', 'p', 'one-group'],
      ],
      contingency: [
        ['', 'all', 'missing', 2],
        ['all', 'all', 'percent', 'no-patients'],
        ['', 'test', 'pearson.p', 'no-patients'],
      ],
    },
  },
};

describe('every method says why it has no number, in both R programs', () => {
  test.each(Object.entries(cohorts))('%s', async (_name, { subjects, says }) => {
    const results = await cohort(subjects);
    for (const [analysis, lines] of Object.entries(says)) {
      expect(lines.map((line) => said(results, analysis, line))).toEqual(
        lines.map(([, , , expected]) =>
          typeof expected === 'number' ? expect.closeTo(expected, 10) : expected,
        ),
      );
    }
    expect(results.rows.filter(({ reason }) => reason === 'failed')).toEqual([]);
    expect(plan.filter(({ id }) => results.of(id).length === 0)).toEqual([]);
  });
});

test('a column that the dataset does not have is named as the reason', async () => {
  const results = await runInBoth({
    datasets: { subjects: { study_id: ['1'], age: [30] } },
    plan: [
      { id: 'gone', method: 'describe', arguments: { variables: ['height'] } },
      { id: 'still', method: 'describe', arguments: { variables: ['age'] } },
    ],
  });
  expect(said(results, 'gone', ['', '', '', ''])).toBe('unknown-column');
  expect(said(results, 'still', ['age', 'all', 'mean', ''])).toBe(30);
});

test('counts of a thousand million have every number but the exact ones', async () => {
  const results = await runInBoth({
    datasets: {},
    plan: [
      {
        id: 'two',
        method: 'two-groups',
        arguments: { events: [400_000_000, 300_000_000], totals: [1e9, 1e9] },
      },
      {
        id: 'three',
        method: 'contingency',
        arguments: { events: [4e8, 3e8, 1e6], totals: [1e9, 1e9, 1e9] },
      },
      {
        id: 'means',
        method: 'two-means',
        arguments: { mean: [1e12, 2e12], sd: [1, 1], n: [1e9, 1e9] },
      },
    ],
  });
  const exact = /fisher|mid-p|boschloo|barnard|conditional|exact-pearson/;
  const reasons = results.rows
    .filter(({ reason }) => reason !== null)
    .map(({ statistic, reason }) => [exact.test(statistic), reason]);
  expect(reasons).toHaveLength(10 + 4);
  expect(new Set(reasons.map(String))).toEqual(new Set(['true,too-large-for-exact']));
  expect(said(results, 'two', ['', 'test', 'relative-risk.value', ''])).toBeCloseTo(4 / 3, 10);
});

test('counts that are not counts end their own analysis only', async () => {
  const results = await runInBoth({
    datasets: {},
    plan: [
      { id: 'more', method: 'two-groups', arguments: { events: [3, 1], totals: [2, 2] } },
      { id: 'half', method: 'contingency', arguments: { events: [0.5, 1], totals: [2, 2] } },
      { id: 'good', method: 'two-groups', arguments: { events: [1, 1], totals: [2, 2] } },
    ],
  });
  expect(said(results, 'more', ['', '', '', ''])).toBe('failed');
  expect(said(results, 'half', ['', '', '', ''])).toBe('failed');
  expect(said(results, 'good', ['', 'test', 'fisher-two-sided.p', ''])).toBe(1);
});
