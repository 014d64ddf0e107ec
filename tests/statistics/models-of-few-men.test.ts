import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Argument, Method } from '@/lib/analysis/analysis';
import type { AnalysisResults } from '@/lib/analysis/results';
import { endR } from '@/lib/server/statistics/run-plan';
import { runInBoth } from '@/tests/support/r';

const men = 12;
const each = <Value>(value: Value) => Array.from({ length: men }, () => value);
const flags = (...positions: readonly number[]) =>
  each(false).map((_no, position) => positions.includes(position));

const age = [30, 41, 35, 38, 29, 44, 33, 36, 40, 31, 37, 42];
const outcome = flags(0, 2, 3, 6, 8, 10);
const exposed = flags(0, 1, 2, 3, 4, 5);

const subjects = {
  outcome,
  exposed,
  never: each(false),
  always: each(true),
  unknown: each<boolean | null>(null),
  same_as_outcome: outcome,
  only_in_two_events: flags(0, 2),
  age,
  age_in_months: age.map((years) => years * 12),
  exposed_as_number: exposed.map(Number),
  constant: each(7),
  arm: exposed.map((inFirst) => (inFirst ? 'a' : 'b')),
  one_arm: each('a'),
  completed: each(false),
  treated: flags(0),
  days: [5, 9, 9, 12, 20, 20, 31, 40, 40, 41, 50, 60],
  days_until_event: outcome.map((happened, position) => (happened ? 10 : 100 + position)),
};

interface Case {
  readonly rule: string;
  readonly method: Method;
  readonly given: Readonly<Record<string, Argument>>;
  /** Row, column and statistic; without them the reason of the whole analysis. */
  readonly place?: readonly [string, string, string];
  readonly expected: string | number;
}

const logistic = { outcome: 'outcome', exposure: 'exposed' };
const survival = { time: 'days', event: 'outcome' };

const cases: readonly Case[] = [
  {
    rule: 'nobody completed',
    method: 'logistic',
    given: { ...logistic, population: 'completers' },
    expected: 'no-patients',
  },
  {
    rule: 'one man was treated',
    method: 'logistic',
    given: { ...logistic, population: 'treated' },
    expected: 'one-patient',
  },
  {
    rule: 'a covariate is known of nobody',
    method: 'logistic',
    given: { ...logistic, covariates: ['unknown'] },
    expected: 'no-values',
  },
  {
    rule: 'nobody had the outcome',
    method: 'logistic',
    given: { ...logistic, outcome: 'never' },
    expected: 'no-events',
  },
  {
    rule: 'everybody had the outcome',
    method: 'logistic',
    given: { ...logistic, outcome: 'always' },
    expected: 'only-events',
  },
  {
    rule: 'everybody was exposed',
    method: 'logistic',
    given: { ...logistic, exposure: 'always' },
    expected: 'constant',
  },
  {
    rule: 'everybody is in one arm',
    method: 'logistic',
    given: { ...logistic, exposure: 'one_arm' },
    expected: 'one-group',
  },
  {
    rule: 'nobody is in the second arm',
    method: 'logistic',
    given: { ...logistic, exposure: 'arm', levels: ['a', 'c'] },
    expected: 'empty-group',
  },
  {
    rule: 'the exposure is the outcome (perfect separation)',
    method: 'logistic',
    given: { ...logistic, exposure: 'same_as_outcome' },
    expected: 'separation',
  },
  {
    rule: 'a covariate is found only where the outcome is (quasi-separation)',
    method: 'logistic',
    given: { ...logistic, covariates: ['only_in_two_events'] },
    expected: 'separation',
  },
  {
    rule: 'a column does not exist',
    method: 'logistic',
    given: { ...logistic, covariates: ['nothing'] },
    expected: 'unknown-column',
  },
  {
    rule: 'the exposure without covariates',
    method: 'logistic',
    given: logistic,
    place: ['exposed', 'all', 'odds-ratio'],
    expected: 1,
  },
  {
    rule: 'the first level against the second',
    method: 'logistic',
    given: { ...logistic, exposure: 'arm', levels: ['a', 'b'], covariates: ['age'] },
    place: ['arm', 'all', 'reference'],
    expected: 'b',
  },
  {
    rule: 'a covariate that is the same in everybody',
    method: 'logistic',
    given: { ...logistic, covariates: ['constant'] },
    place: ['constant', 'all', 'odds-ratio'],
    expected: 'constant',
  },
  {
    rule: 'the exposure beside a covariate that is the same in everybody',
    method: 'logistic',
    given: { ...logistic, covariates: ['constant'] },
    place: ['exposed', 'all', 'odds-ratio'],
    expected: 1,
  },
  {
    rule: 'two covariates that determine each other: the first',
    method: 'logistic',
    given: { ...logistic, covariates: ['age', 'age_in_months'] },
    place: ['age', 'all', 'odds-ratio'],
    expected: 'collinear',
  },
  {
    rule: 'two covariates that determine each other: the second',
    method: 'logistic',
    given: { ...logistic, covariates: ['age', 'age_in_months'] },
    place: ['age_in_months', 'all', 'p-wald'],
    expected: 'collinear',
  },
  {
    rule: 'a covariate that determines the exposure',
    method: 'logistic',
    given: { ...logistic, covariates: ['exposed_as_number'] },
    place: ['exposed', 'all', 'profile-low'],
    expected: 'collinear',
  },
  {
    rule: 'a covariate separates the groups to weight',
    method: 'weighting',
    given: { ...logistic, covariates: ['exposed_as_number'] },
    expected: 'separation',
  },
  {
    rule: 'weights without any covariate that varies',
    method: 'weighting',
    given: { ...logistic, covariates: ['constant'] },
    place: ['model', 'all', 'odds-ratio'],
    expected: 1,
  },
  {
    rule: 'weights where all exposed had the outcome',
    method: 'weighting',
    given: { outcome: 'outcome', exposure: 'only_in_two_events', covariates: ['constant'] },
    place: ['model', 'all', 'odds-ratio'],
    expected: 'zero-cell',
  },
  {
    rule: 'nobody to follow',
    method: 'survival',
    given: { ...survival, population: 'completers' },
    expected: 'no-patients',
  },
  {
    rule: 'no time is known',
    method: 'survival',
    given: { ...survival, event: 'unknown' },
    expected: 'no-values',
  },
  {
    rule: 'everybody is censored: the median',
    method: 'survival',
    given: { ...survival, event: 'never' },
    place: ['median', 'all', 'value'],
    expected: 'no-events',
  },
  {
    rule: 'everybody is censored: the curve stays at one',
    method: 'survival',
    given: { ...survival, event: 'never' },
    place: ['end', 'all', 'survival'],
    expected: 1,
  },
  {
    rule: 'everybody is censored: log-rank',
    method: 'survival',
    given: { ...survival, event: 'never', group: 'arm' },
    place: ['log-rank', 'test', 'p'],
    expected: 'no-events',
  },
  {
    rule: 'everybody had the event: the interval at zero',
    method: 'survival',
    given: { ...survival, event: 'always' },
    place: ['end', 'all', 'low'],
    expected: 'nobody-left',
  },
  {
    rule: 'one man is followed: his curve',
    method: 'survival',
    given: { ...survival, population: 'treated' },
    place: ['t=5', 'all', 'survival'],
    expected: 0,
  },
  {
    rule: 'the curve ends above one half',
    method: 'survival',
    given: { ...survival, event: 'only_in_two_events' },
    place: ['median', 'all', 'value'],
    expected: 'not-reached',
  },
  {
    rule: 'the curve runs along one half from the event to the next one',
    method: 'survival',
    given: { time: 'days_until_event', event: 'outcome' },
    place: ['median', 'all', 'value'],
    expected: 10,
  },
  {
    rule: 'one group: log-rank',
    method: 'survival',
    given: { ...survival, group: 'one_arm' },
    place: ['log-rank', 'test', 'p'],
    expected: 'one-group',
  },
  {
    rule: 'a man censored at the time of an event is at risk in it',
    method: 'survival',
    given: { ...survival, at: [9] },
    place: ['risk=9', 'all', 'at-risk'],
    expected: 11,
  },
];

describe('models and curves of few men, the same in both R', () => {
  let results: AnalysisResults;

  beforeAll(async () => {
    results = await runInBoth({
      datasets: { subjects },
      columns: [{ name: 'unknown', type: 'flag' }],
      plan: cases.map(({ method, given }, position) => ({
        id: `case-${position}`,
        method,
        arguments: given,
      })),
    });
  }, 60_000);

  afterAll(endR);

  test.each(cases.map((it, position) => ({ ...it, position })))('$rule: $expected', (it) => {
    const [row, column, statistic] = it.place ?? ['', '', ''];
    const figure = results.figure({ analysis: `case-${it.position}`, row, column, statistic });
    const { expected } = it;
    if (typeof expected === 'number') {
      expect(figure).toMatchObject({ kind: 'number', value: expect.closeTo(expected, 9) });
    } else {
      expect(figure.kind === 'text' ? figure.text : figure).toEqual(
        figure.kind === 'text' ? expected : { kind: 'cannot-say', reason: expected },
      );
    }
  });

  test('no analysis failed and no number is huge', () => {
    expect(results.rows.filter(({ reason }) => reason === 'failed')).toEqual([]);
    expect(results.rows.filter(({ value }) => Math.abs(value ?? 0) > 1e6)).toEqual([]);
  });
});

test('S1 prints the crude odds ratio 1.87 (1.22 to 2.92) of sperm retrieval', async () => {
  const counts = [
    { gonadotropins: true, retrieved: 115, men: 368 },
    { gonadotropins: false, retrieved: 34, men: 174 },
  ];
  const rows = counts.flatMap(({ gonadotropins, retrieved, men: all }) =>
    Array.from({ length: all }, (_man, index) => ({ gonadotropins, retrieved: index < retrieved })),
  );
  const results = await runInBoth({
    datasets: {
      subjects: {
        gonadotropins: rows.map((row) => row.gonadotropins),
        retrieved: rows.map((row) => row.retrieved),
      },
    },
    plan: [
      {
        id: 'crude',
        method: 'logistic',
        arguments: { outcome: 'retrieved', exposure: 'gonadotropins' },
      },
    ],
  });
  const value = (statistic: string) => {
    const figure = results.figure({
      analysis: 'crude',
      row: 'gonadotropins',
      column: 'all',
      statistic,
    });
    return figure.kind === 'number' ? figure.value : figure;
  };
  // ../shared/standards/published-tables.json TV05 and TV06, C§1.6 row 7.
  expect(value('odds-ratio')).toBeCloseTo(350 / 187, 8);
  expect(value('profile-low')).toBeCloseTo(1.22244999, 6);
  expect(value('profile-high')).toBeCloseTo(2.922775819, 6);
  expect(value('wald-low')).toBeCloseTo(1.211756468486, 6);
  expect(value('wald-high')).toBeCloseTo(2.890929686989, 6);
  expect(value('p-lr')).toBeCloseTo(0.003631277609903, 8);
  expect(value('p-wald')).toBeCloseTo(0.004715, 6);
});
