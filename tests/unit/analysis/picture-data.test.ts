import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SampleResult } from '@/lib/analysis/datasets';
import { bandPath, stepPath } from '@/lib/analysis/pictures/curve-paths';
import { forest } from '@/lib/analysis/pictures/forest';
import { kaplanMeier } from '@/lib/analysis/pictures/kaplan-meier';
import { labPanels } from '@/lib/analysis/pictures/lab-lines';
import { responseTime } from '@/lib/analysis/pictures/response-time';
import { decades, logScale, ratioTicks, ticksAround } from '@/lib/analysis/pictures/scale';
import { type SemenSample, tmcByResponder } from '@/lib/analysis/pictures/tmc-by-responder';
import { AnalysisResults, type CannotSay } from '@/lib/analysis/results';
import { standardAnalyses } from '@/lib/analysis/standard-plan';
import { said } from '@/tests/support/said';

const sample = (
  subject: string,
  result: SampleResult,
  tmc: number | null,
  studyDay = 60,
): SemenSample => ({ subject, result, tmc, studyDay });

describe('scales', () => {
  test.each([
    [[1], [1, 10]],
    [
      [0.4, 30],
      [0.1, 1, 10, 100],
    ],
    [
      [10, 1000],
      [10, 100, 1000],
    ],
  ])('the decades around %j are %j', (values, powers) => {
    expect(decades(values)).toEqual(powers);
  });

  test.each([
    [0, 11, 5, [0, 5, 10, 15]],
    [0.62, 0.98, 4, [0.6, 0.7, 0.8, 0.9, 1]],
    [5, 5, 4, [4, 4.5, 5, 5.5, 6]],
    [0, 0, 4, [0, 0.5, 1]],
    [-3, 8, 4, [-5, 0, 5, 10]],
  ])('ticks around %d to %d', (low, high, count, ticks) => {
    expect(ticksAround(low, high, count)).toEqual(ticks);
  });

  test('ticks hold the values between them, whatever they are', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(value, value, (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const ticks = ticksAround(low, high, 4);
        const slack = 1e-6 * Math.max(1, high - low);
        expect(ticks.length).toBeGreaterThan(1);
        expect(ticks.length).toBeLessThan(9);
        expect(ticks[0]).toBeLessThanOrEqual(low + slack);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(high - slack);
      }),
    );
  });

  test('an axis of ratios holds 1 and every ratio', () => {
    expect(ratioTicks([1.22, 2.92])).toEqual([1, 2, 5]);
    expect(ratioTicks([0.4, 0.8])).toEqual([0.2, 0.5, 1]);
    expect(ratioTicks([1, 1])).toEqual([1, 2]);
  });

  test('equal ratios are equally far on a log axis', () => {
    const x = logScale([0.1, 1000], [0, 400]);
    expect([0.1, 1, 10, 1000].map(x)).toEqual([0, 100, 200, 400]);
  });
});

describe('TMC by responder', () => {
  const responders = [
    { subject: 'B', tmcResponse: 2000 },
    { subject: 'A', tmcResponse: null },
    { subject: 'C', tmcResponse: 30 },
  ];

  test('nobody responded: no picture', () => {
    expect(tmcByResponder([], [sample('A', 'motile', 100)])).toBeNull();
  });

  test('the lowest response comes first, one that cannot be computed last', () => {
    const view = tmcByResponder(responders, []);
    expect(view?.men.map(({ subject }) => subject)).toEqual(['C', 'B', 'A']);
  });

  test('what is no number stands on a line of its own, never on the axis', () => {
    const view = tmcByResponder(responders.slice(1), [
      sample('A', 'none', null),
      sample('A', 'not-evaluable', null),
      sample('A', 'motile', null),
      sample('A', 'motile', 0),
      sample('C', 'immotile', 0),
      sample('C', 'motile', 40),
    ]);
    expect(view).toMatchObject({
      axis: [10, 100],
      lanes: ['not-counted', 'immotile', 'none', 'not-evaluable'],
      men: [
        { subject: 'C', counted: [{ tmc: 40 }], lanes: { immotile: 1 } },
        { subject: 'A', counted: [], lanes: { none: 1, 'not-evaluable': 1, 'not-counted': 2 } },
      ],
    });
  });

  test('samples before the first dose, and those of other men, are left out', () => {
    const view = tmcByResponder(responders.slice(0, 1), [
      sample('B', 'none', null, -20),
      sample('B', 'motile', 1500, 1),
      sample('X', 'motile', 9, 30),
    ]);
    expect(view).toMatchObject({
      lanes: [],
      men: [{ subject: 'B', counted: [{ tmc: 1500, studyDay: 1 }] }],
    });
  });

  test('responders without any count have no axis, only lines', () => {
    const view = tmcByResponder([{ subject: 'A', tmcResponse: null }], [sample('A', 'none', null)]);
    expect(view).toMatchObject({ axis: null, lanes: ['none'] });
  });
});

describe('response time', () => {
  test.each([[[]], [[{ month: null, men: 3 }]], [[{ month: 4, men: 0 }]]])(
    'no response with a month, no picture: %j',
    (counts) => {
      expect(responseTime(counts)).toBeNull();
    },
  );

  test('every month counts once, also one without a response; the undated are said', () => {
    expect(
      responseTime([
        { month: 5, men: 2 },
        { month: 3, men: 4 },
        { month: null, men: 1 },
        { month: 3, men: 1 },
      ]),
    ).toEqual({
      months: [
        { month: 1, responders: 0, cumulative: 0 },
        { month: 2, responders: 0, cumulative: 0 },
        { month: 3, responders: 5, cumulative: 5 },
        { month: 4, responders: 0, cumulative: 5 },
        { month: 5, responders: 2, cumulative: 7 },
      ],
      responders: 8,
      undated: 1,
    });
  });
});

describe('Kaplan–Meier', () => {
  const point = (row: string, column: string, atRisk: number, cumulative: number) =>
    said('km', row, column, {
      'at-risk': atRisk,
      events: 1,
      censored: 0,
      survival: 1 - cumulative,
      cumulative,
      'cumulative-low': cumulative / 2,
      'cumulative-high': cumulative === 1 ? 'nobody-left' : (1 + cumulative) / 2,
    });
  const risk = (at: number, column: string, men: number) =>
    said('km', `risk=${at}`, column, { 'at-risk': men });
  const groups = [
    { key: 'a', label: 'First' },
    { key: 'b', label: 'Second' },
  ];

  test('draws what R computed: steps in order of time, numbers at risk, the log-rank test', () => {
    const results = new AnalysisResults([
      ...said('km', 'model', 'a', { n: 2, events: 2, dropped: 0 }),
      ...point('t=120', 'a', 1, 1),
      ...point('t=30', 'a', 2, 0.5),
      ...risk(0, 'a', 2),
      ...risk(90, 'a', 1),
      ...risk(180, 'a', 0),
      ...risk(270, 'a', 0),
      ...said('km', 'log-rank', 'test', { p: 0.04 }),
    ]);
    expect(kaplanMeier(results, 'km', groups)).toMatchObject({
      times: [0, 90, 180],
      logRank: { kind: 'number', value: 0.04 },
      curves: [
        {
          label: 'First',
          men: 2,
          events: 2,
          points: [
            { time: 30, atRisk: 2, cumulative: 0.5, low: 0.25, high: 0.75 },
            { time: 120, atRisk: 1, cumulative: 1, high: null },
          ],
          atRisk: [
            { time: 0, men: 2 },
            { time: 90, men: 1 },
            { time: 180, men: 0 },
            { time: 270, men: 0 },
          ],
        },
      ],
    });
  });

  test('a time after the last one asked for ends the axis', () => {
    const results = new AnalysisResults([...point('t=800', 'all', 1, 1), ...risk(0, 'all', 1)]);
    expect(kaplanMeier(results, 'km', null)?.times).toEqual([0, 800]);
  });

  const same = (value: number) => value;
  const step = (time: number, cumulative: number, low: number | null, high: number | null) => ({
    time,
    atRisk: 1,
    events: 1,
    censored: 0,
    cumulative,
    low,
    high,
  });

  test('a step holds until the next one, and so do its limits, to the end of the curve', () => {
    const points = [step(1, 0.2, 0.1, 0.4), step(2, 0.5, 0.3, 0.8), step(3, 1, null, null)];
    expect(stepPath(points, same, same)).toBe('M 0 0 H 1 V 0.2 H 2 V 0.5 H 3 V 1');
    expect(bandPath(points, same, same)).toBe(
      'M 0 0 H 1 V 0.4 H 2 V 0.8 H 3 V 0.3 H 2 V 0.1 H 1 V 0 Z',
    );
    expect(bandPath([step(3, 1, null, null)], same, same)).toBeNull();
  });

  test('no curve, no picture', () => {
    const stopped = new AnalysisResults(said('km', '', '', { '': 'no-patients' }));
    expect(kaplanMeier(stopped, 'km', null)).toBeNull();
    expect(kaplanMeier(new AnalysisResults([]), 'km', groups)).toBeNull();
  });
});

describe('the forest of odds ratios', () => {
  const arm = { column: 'arm', first: 'gonadotropins', second: 'none' };
  const { contrast, logistic, weighting } = standardAnalyses;
  const crude = said(contrast, '', 'test', {
    'odds-ratio.value': 1.87,
    'or-ci-woolf-wald.low': 1.22,
    'or-ci-woolf-wald.high': 2.88,
    'or-ci-profile-likelihood.low': 1.22,
    'or-ci-profile-likelihood.high': 2.92,
    'or-conditional-exact.value': 1.87,
    'or-conditional-exact.low': 1.19,
    'or-conditional-exact.high': 2.99,
  });
  const published = { label: 'Printed', method: 'crude', value: 1.87, low: 1.22, high: 2.92 };

  test('has a row for each method and each printed ratio; a missing one says why', () => {
    const results = new AnalysisResults([
      ...crude,
      ...said(logistic, 'arm=gonadotropins', 'all', {
        'odds-ratio': 1.9,
        'profile-low': 1.2,
        'profile-high': 3,
      }),
      ...said(weighting, '', '', { '': 'separation' }),
    ]);
    const view = forest(results, arm, false, [published]);
    expect(view?.rows.map(({ key, origin, ratio }) => [key, origin, ratio])).toEqual([
      ['woolf', 'snapshot', { kind: 'ratio', value: 1.87, low: 1.22, high: 2.88 }],
      ['profile', 'snapshot', { kind: 'ratio', value: 1.87, low: 1.22, high: 2.92 }],
      ['exact', 'snapshot', { kind: 'ratio', value: 1.87, low: 1.19, high: 2.99 }],
      ['adjusted', 'snapshot', { kind: 'ratio', value: 1.9, low: 1.2, high: 3 }],
      ['weighted', 'snapshot', { kind: 'cannot-say', reason: 'separation' }],
      ['published-0', 'published', { kind: 'ratio', value: 1.87, low: 1.22, high: 2.92 }],
    ]);
    expect(view?.axis).toEqual([1, 2, 5]);
  });

  test('the exposure of a flag is the coefficient of its name', () => {
    const results = new AnalysisResults([
      ...said(logistic, 'treated', 'all', { 'odds-ratio': 2, 'profile-low': 1, 'profile-high': 4 }),
    ]);
    const view = forest(results, { column: 'treated', first: '1', second: '0' }, true, []);
    expect(view?.rows.find(({ key }) => key === 'adjusted')?.ratio).toMatchObject({ value: 2 });
  });

  test('a ratio of zero or without a limit has no place on a log axis and is said in words', () => {
    const results = new AnalysisResults([
      ...crude,
      ...said(logistic, 'arm=gonadotropins', 'all', {
        'odds-ratio': 0,
        'profile-low': 'zero-cell',
        'profile-high': 2,
      }),
    ]);
    expect(forest(results, arm, false, [])?.rows.at(-1)?.ratio).toEqual({
      kind: 'cannot-say',
      reason: 'zero-cell',
    });
  });

  test('without any ratio there is no picture', () => {
    expect(forest(new AnalysisResults([]), arm, false, [])).toBeNull();
  });
});

describe('laboratory values before and on treatment', () => {
  const ldl = { key: 'ldl_baseline', label: 'LDL', unit: 'mg/dL' };
  const row = (values: Readonly<Record<string, number | CannotSay>>) =>
    new AnalysisResults(said(standardAnalyses.labs, 'ldl_baseline', 'all', values));

  test('draws men with both values, and the moments of all pairs as R gave them', () => {
    const pairs = [
      { subject: 'A', before: 100, after: 120 },
      { subject: 'B', before: null, after: 90 },
    ];
    const results = row({
      pairs: 30,
      'mean-before': 127,
      'sd-before': 47,
      'mean-after': 130,
      'sd-after': 33,
    });
    expect(labPanels(results, [{ ...ldl, pairs }])).toEqual([
      {
        ...ldl,
        lines: [{ subject: 'A', before: 100, after: 120 }],
        pairs: 30,
        before: { mean: 127, sd: 47 },
        after: { mean: 130, sd: 33 },
        axis: [50, 100, 150, 200],
      },
    ]);
  });

  test('one pair has a mean and no standard deviation; no pair, no panel', () => {
    const pairs = [{ subject: 'A', before: 100, after: 100 }];
    const results = row({
      pairs: 1,
      'mean-before': 100,
      'mean-after': 100,
      'sd-before': 'one-patient',
      'sd-after': 'one-patient',
    });
    expect(labPanels(results, [{ ...ldl, pairs }])[0]).toMatchObject({
      before: { mean: 100, sd: null },
      axis: [80, 90, 100, 110, 120],
    });
    expect(
      labPanels(results, [{ ...ldl, pairs: [{ subject: 'A', before: 1, after: null }] }]),
    ).toEqual([]);
  });
});
