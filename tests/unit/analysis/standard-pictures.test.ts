import { describe, expect, test } from 'vitest';
import { pictureFileName } from '@/lib/analysis/pictures/picture-file';
import {
  computedPictures,
  countedPictures,
  type MenToDraw,
  type StandardPicture,
} from '@/lib/analysis/pictures/standard-pictures';
import type { PlanOptions, PlanScope } from '@/lib/analysis/plan-options';
import { AnalysisResults, type ResultRow } from '@/lib/analysis/results';
import { standardAnalyses } from '@/lib/analysis/standard-plan';
import { said } from '@/tests/support/said';

const nobody: MenToDraw = {
  responders: [],
  samples: [],
  respondersInAll: 0,
  months: [],
  labs: new Map(),
  labMen: 0,
  members: 3,
};

const oneMan: MenToDraw = {
  ...nobody,
  responders: [{ subject: 'S0-001', tmcResponse: 4000 }],
  samples: [{ subject: 'S0-001', studyDay: 90, result: 'motile', tmc: 4000 }],
  respondersInAll: 1,
  months: [{ month: 3, men: 1 }],
  labs: new Map([['ldl_baseline', [{ subject: 'S0-001', before: 100, after: 120 }]]]),
  labMen: 1,
  members: 1,
};

const scope: PlanScope = {
  protocol: 'gonadotropin-noa',
  hasDrug: true,
  requirements: [],
  columns: [
    {
      name: 'arm',
      label: 'Arm',
      type: 'choice',
      levels: [
        { key: 'gonadotropins', label: 'Gonadotropins' },
        { key: 'none', label: 'No gonadotropins' },
      ],
      section: 'enrollment',
    },
    { name: 'sperm_retrieved', label: 'Sperm retrieved', type: 'flag', section: 'procedures' },
    {
      name: 'ldl_baseline',
      label: 'LDL before treatment',
      type: 'number',
      unit: 'mg/dL',
      section: 'baseline',
    },
    {
      name: 'ldl_on_treatment',
      label: 'LDL, week 4',
      type: 'number',
      unit: 'mg/dL',
      section: 'response',
    },
  ],
};

const options: PlanOptions = {
  group: null,
  outcome: 'sperm_retrieved',
  contrast: { column: 'arm', first: 'gonadotropins', second: 'none' },
  covariates: [],
  population: 'all',
};

/** Of each picture its kind, or the sentence in its place. */
const words = (pictures: readonly StandardPicture[]) =>
  pictures.map((picture) => [
    picture.key,
    picture.kind === 'nothing' ? picture.sentence : picture.kind,
  ]);

describe('pictures of counts', () => {
  test('without a responder there is a sentence, never an empty axis', () => {
    const sentence =
      'No responder in this snapshot: nobody has sperm in the ejaculate by the rule of the protocol.';
    expect(words(countedPictures({ smallestCell: null, men: nobody }))).toEqual([
      ['tmc', sentence],
      ['response-time', sentence],
    ]);
  });

  test('responders of an unknown month have no picture by month', () => {
    const men = { ...oneMan, months: [{ month: null, men: 1 }] };
    expect(words(countedPictures({ smallestCell: null, men }))[1]).toEqual([
      'response-time',
      'The month of the response is known of no responder.',
    ]);
  });

  test('one man is a picture', () => {
    expect(countedPictures({ smallestCell: null, men: oneMan })).toMatchObject([
      { kind: 'tmc', description: expect.stringMatching(/^1 responder, each with his samples/) },
      { kind: 'response-time', description: expect.stringMatching(/^1 responder, by the month/) },
    ]);
  });

  test('more responders than are drawn are said', () => {
    const men = { ...oneMan, respondersInAll: 395 };
    expect(countedPictures({ smallestCell: null, men })[0]).toMatchObject({
      description: expect.stringMatching(/^The first 1 of 395 responders by study id, each with/),
    });
  });

  test('a cohort that hides small counts has no picture of single men', () => {
    const sentence =
      'It shows men one by one, and the cohort hides counts below 11; it is not drawn.';
    expect(words(countedPictures({ smallestCell: 11, men: oneMan }))).toEqual([
      ['tmc', sentence],
      ['response-time', sentence],
    ]);
  });
});

describe('pictures of what R computed', () => {
  const { firstMotile, delivery, contrast, labs } = standardAnalyses;
  const curve = (column: string, events: number) => [
    ...said(firstMotile, 'model', column, { n: 2, events, dropped: 0 }),
    ...said(firstMotile, 't=40', column, {
      'at-risk': 2,
      events,
      censored: 2 - events,
      cumulative: events / 2,
      'cumulative-low': 0,
      'cumulative-high': 1,
    }),
    ...said(firstMotile, 'risk=0', column, { 'at-risk': 2 }),
  ];
  const picturesOf = (rows: readonly ResultRow[], smallestCell: number | null = null) =>
    computedPictures(
      { scope, options, smallestCell, men: oneMan, published: [] },
      new AnalysisResults(rows),
    );

  test('curves are by the compared groups, with the log-rank test in words', () => {
    const rows = [
      ...curve('gonadotropins', 1),
      ...curve('none', 1),
      ...said(firstMotile, 'log-rank', 'test', { p: 0.0004 }),
    ];
    expect(picturesOf(rows)[0]).toMatchObject({
      kind: 'kaplan-meier',
      test: 'Log-rank test: p < 0.001',
      description: expect.stringMatching(/Everybody in the snapshot, by arm\.$/),
      view: { curves: [{ label: 'Gonadotropins' }, { label: 'No gonadotropins' }] },
    });
  });

  test('where everybody is censored the flat curve says so', () => {
    const rows = [
      ...curve('gonadotropins', 0),
      ...curve('none', 0),
      ...said(firstMotile, 'log-rank', 'test', { p: 'no-events' }),
    ];
    expect(picturesOf(rows)[0]).toMatchObject({
      kind: 'kaplan-meier',
      test: 'No log-rank test. Nobody had the event.',
      description: expect.stringMatching(/Nobody had the event\.$/),
    });
  });

  test('an analysis that has no answer says why; one that was not asked is not there', () => {
    const stopped = said(delivery, '', '', { '': 'no-values' });
    expect(words(picturesOf(stopped))).toEqual([
      ['delivery', 'It is not recorded for anybody.'],
      ['odds-ratios', expect.any(String)],
      ['laboratory', expect.any(String)],
    ]);
  });

  const crude = said(contrast, '', 'test', {
    'odds-ratio.value': 1.87,
    'or-ci-woolf-wald.low': 1.22,
    'or-ci-woolf-wald.high': 2.88,
  });

  test('odds ratios are named by outcome and groups', () => {
    expect(picturesOf(crude).find(({ key }) => key === 'odds-ratios')).toMatchObject({
      kind: 'forest',
      title: 'Odds ratios: sperm retrieved, gonadotropins against no gonadotropins',
      axisText: 'Above 1: more often with gonadotropins',
    });
  });

  test('an odds ratio of zero has no place on the axis, which is said', () => {
    const zero = said(contrast, '', 'test', { 'odds-ratio.value': 0 });
    expect(words(picturesOf(zero)).find(([key]) => key === 'odds-ratios')).toEqual([
      'odds-ratios',
      'A count is zero, so that the ratio, or an end of its interval, does not exist.',
    ]);
  });

  test('from a small count that is hidden no estimate is drawn', () => {
    const counted = (column: string, count: number, n: number) =>
      said(contrast, column, 'all', { count, n });
    const rows = [...crude, ...counted('gonadotropins', 4, 60), ...counted('none', 20, 60)];
    expect(words(picturesOf(rows, 11)).find(([key]) => key === 'odds-ratios')).toEqual([
      'odds-ratios',
      'One of the counts behind them is below 11, and the cohort hides such counts; no estimate is drawn from them.',
    ]);
    expect(picturesOf(rows, 3).find(({ key }) => key === 'odds-ratios')?.kind).toBe('forest');
  });

  test('laboratory values are drawn where somebody has both', () => {
    const rows = said(labs, 'ldl_baseline', 'all', {
      pairs: 1,
      'mean-before': 100,
      'mean-after': 120,
    });
    expect(picturesOf(rows).at(-1)).toMatchObject({
      kind: 'laboratory',
      panels: [{ label: 'LDL', unit: 'mg/dL', lines: [{ subject: 'S0-001' }] }],
      description: expect.stringMatching(/both values: 1 man\. Means are of all pairs/),
    });
  });
});

describe('the name of a file', () => {
  test.each([
    ['S0: isotretinoin', 'As loaded', 'flow', 's0-isotretinoin-as-loaded-flow'],
    ['Étude "A/B" ', '2026', 'odds-ratios', 'etude-a-b-2026-odds-ratios'],
    ['染色体', '…', 'tmc', 'tmc'],
    ['x'.repeat(200), 'y', 'tmc', `${'x'.repeat(40)}-y-tmc`],
  ] as const)('of %s, %s, %s is %s', (cohort, snapshot, picture, name) => {
    expect(pictureFileName([cohort, snapshot, picture])).toBe(name);
  });
});
