import { expect, test } from 'vitest';
import type { PlanOptions, PlanScope } from '@/lib/analysis/plan-options';
import {
  type ContrastTableInput,
  contrastInWords,
  logisticTable,
  twoGroupsTable,
  weightingTable,
} from '@/lib/analysis/tables/contrast-tables';
import { labsTable } from '@/lib/analysis/tables/labs-table';
import { byRowTable, outcomesTable } from '@/lib/analysis/tables/outcome-tables';
import { adherenceTable, sideEffectsTable } from '@/lib/analysis/tables/safety-tables';
import { standardTables } from '@/lib/analysis/tables/standard-tables';
import { type StatTable, tableAsTsv } from '@/lib/analysis/tables/stat-table';
import { type SurvivalTableInput, survivalTable } from '@/lib/analysis/tables/survival-table';
import type { DataColumn } from '@/lib/export/data-column';
import { type MadeFigure, madeResults } from '@/tests/support/builders/analysis-results';

const ejaculated: DataColumn = {
  name: 'ejaculated_sperm',
  label: 'Sperm in the ejaculate',
  type: 'flag',
  section: 'response',
};
const histology: DataColumn = {
  name: 'histology',
  label: 'Histology',
  type: 'choice',
  levels: [
    { key: 'sco', label: 'Sertoli cell only' },
    { key: 'arrest', label: 'Maturation arrest' },
    { key: 'normal', label: 'Normal' },
  ],
  section: 'procedures',
};
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
  label: 'Age',
  type: 'number',
  unit: 'years',
  section: 'baseline',
};

function share(
  row: string,
  column: string,
  count: number,
  n: number,
  interval: readonly [number, number],
): MadeFigure[] {
  return [
    [row, column, 'count', count],
    [row, column, 'n', n],
    [row, column, 'percent', n === 0 ? 'nobody' : count / n],
    [row, column, 'wilson-low', interval[0]],
    [row, column, 'wilson-high', interval[1]],
    [row, column, 'clopper-pearson-low', interval[0] - 0.01],
    [row, column, 'clopper-pearson-high', interval[1] + 0.01],
  ];
}

test('laboratory values are compared in pairs, and the unpaired are counted', () => {
  const fsh: DataColumn = {
    name: 'fsh_baseline',
    label: 'FSH before treatment',
    type: 'number',
    unit: 'IU/L',
    section: 'baseline',
  };
  const after: DataColumn = { ...fsh, name: 'fsh_on_treatment', label: 'FSH' };
  const figures = (pairs: number): MadeFigure[] =>
    Object.entries({
      pairs,
      'only-before': 0,
      'only-after': 0,
      'mean-before': 17.5,
      'sd-before': 11.9,
      'mean-after': 18.6,
      'sd-after': 10.9,
      difference: 1.1,
      'difference-low': -1.37,
      'difference-high': 3.57,
      'p-t': 0.3699,
      'p-wilcoxon': 0.4,
    }).map(([statistic, value]): MadeFigure => ['fsh_baseline', 'all', statistic, value]);
  const tableOf = (pairs: number, smallestCell: number | null) =>
    labsTable({
      results: madeResults({ labs: figures(pairs) }),
      pairs: [{ before: fsh, after }],
      population: 'all',
      smallestCell,
    });
  expect(linesOf(tableOf(30, 11))).toEqual([
    'FSH, IU/L | 30 | 17.5 ± 11.9 | 18.6 ± 10.9 | 1.1 | −1.4 to 3.6 | 0.370 | 0.400 | 0 | 0',
  ]);
  expect(linesOf(tableOf(8, 11))).toEqual(['FSH, IU/L | < 11 | withheld | withheld | 0 | 0']);
});

test('the response of completers and by intention to treat, with both intervals and the tests', () => {
  const outcomes = outcomesTable({
    results: madeResults({
      'outcomes-completers': [
        ...share('ejaculated_sperm', 'all', 11, 30, [0.219, 0.545]),
        ['ejaculated_sperm', 'all', 'missing', 0],
      ],
      'outcomes-all': share('ejaculated_sperm', 'all', 11, 31, [0.211, 0.531]),
    }),
    outcomes: [ejaculated],
    notParted: [],
    smallestCell: null,
  });
  expect(linesOf(outcomes)).toEqual([
    'Sperm in the ejaculate | 11/30 (36.7%) | 21.9% to 54.5% | 20.9% to 55.5% | 0 | 11/31 (35.5%) | 21.1% to 53.1% | 20.1% to 54.1%',
  ]);
  const unasked: MadeFigure[] = [
    ...share('ejaculated_sperm', 'all', 0, 0, [0, 0]),
    ['ejaculated_sperm', 'all', 'missing', 73],
  ];
  const neverAsked = outcomesTable({
    results: madeResults({
      'outcomes-completers': unasked,
      'outcomes-all': share('ejaculated_sperm', 'all', 0, 73, [0, 0.05]),
    }),
    outcomes: [ejaculated],
    notParted: [histology],
    smallestCell: null,
  });
  expect(neverAsked.sentence).toBe('None of the outcomes is recorded.');
  expect(neverAsked.footnotes.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      'Recorded of no completer, and reached by nobody: sperm in the ejaculate.',
      'No table by these, of which fewer than two levels are recorded: histology.',
    ]),
  );
  const rows: MadeFigure[] = [
    ...share('sco', 'all', 8, 43, [0.097, 0.326]),
    ...share('arrest', 'all', 19, 30, [0.455, 0.781]),
    ...share('all', 'all', 27, 73, [0.268, 0.485]),
    ['', 'all', 'missing', 0],
    ['', 'test', 'fisher-freeman-halton.p', 0.0001],
    ['', 'test', 'mid-p-freeman-halton.p', 0.00008],
    ['', 'test', 'exact-pearson.p', 'too-large-for-exact'],
    ['', 'test', 'pearson.p', 0.04],
  ];
  const input = {
    results: madeResults({ 'by-histology-completers': rows, 'by-histology-all': rows }),
    outcome: ejaculated,
    rows: histology,
  };
  const byHistology = byRowTable({ ...input, smallestCell: null });
  expect(byHistology.title).toBe('Sperm in the ejaculate, by histology');
  expect(linesOf(byHistology)).toEqual([
    'Sertoli cell only | 8/43 (18.6%) | 9.7% to 32.6% | 8.7% to 33.6% | 8/43 (18.6%) | 9.7% to 32.6% | 8.7% to 33.6%',
    'Maturation arrest | 19/30 (63.3%) | 45.5% to 78.1% | 44.5% to 79.1% | 19/30 (63.3%) | 45.5% to 78.1% | 44.5% to 79.1%',
    'Total | 27/73 (37.0%) | 26.8% to 48.5% | 25.8% to 49.5% | 27/73 (37.0%) | 26.8% to 48.5% | 25.8% to 49.5%',
    '  Fisher–Freeman–Halton exact test, two-sided | p < 0.001 |  |  | p < 0.001 |  | ',
    '  Fisher–Freeman–Halton mid-p, two-sided | p < 0.001 |  |  | p < 0.001 |  | ',
    '  Exact test with Pearson’s statistic, two-sided | too large for an exact test |  |  | too large for an exact test |  | ',
    '  Pearson’s chi-square test, no continuity correction | p = 0.040 |  |  | p = 0.040 |  | ',
  ]);
  expect(linesOf(byRowTable({ ...input, smallestCell: 11 }))).toEqual([
    'Sertoli cell only | < 11 of 43 | < 11 of 43',
    'Maturation arrest | withheld of 30 | withheld of 30',
    'Total | 27/73 (37.0%) | 27/73 (37.0%)',
  ]);
});

const scope: PlanScope = {
  protocol: 'gonadotropin-noa',
  hasDrug: true,
  columns: [arm, age, ejaculated],
  requirements: [{ key: 'semen', label: 'Semen analysis' }],
};
const options: PlanOptions = {
  group: 'arm',
  outcome: 'ejaculated_sperm',
  contrast: { column: 'arm', first: 'gn', second: 'none' },
  covariates: ['age'],
  population: 'all',
};

function contrastInput(
  results: ContrastTableInput['results'],
  smallestCell: number | null,
): ContrastTableInput {
  const contrast = contrastInWords(scope, options);
  if (contrast === null) {
    throw new Error('both columns exist');
  }
  return { results, scope, options, contrast, smallestCell };
}

const twoGroups: readonly MadeFigure[] = [
  ...share('gn', 'all', 115, 368, [0.267, 0.362]),
  ...share('none', 'all', 34, 174, [0.143, 0.261]),
  ['', 'all', 'missing', 27],
  ['', 'test', 'risk-difference.value', 0.117096],
  ['', 'test', 'risk-difference.low', 0.0414],
  ['', 'test', 'risk-difference.high', 0.1928],
  ['', 'test', 'odds-ratio.value', 1.871],
  ['', 'test', 'or-ci-profile-likelihood.low', 1.22],
  ['', 'test', 'or-ci-profile-likelihood.high', 2.93],
  ['', 'test', 'relative-risk.value', 1.6],
  ['', 'test', 'relative-risk.low', 'zero-cell'],
  ['', 'test', 'relative-risk.high', 'zero-cell'],
  ['', 'test', 'pearson-yates.statistic', 7.549871],
  ['', 'test', 'pearson-yates.df', 1],
  ['', 'test', 'pearson-yates.p', 0.006001],
  ['', 'test', 'fisher-one-sided.p', 0.0026],
  ['', 'test', 'fisher-one-sided.direction', 'greater'],
  ['', 'test', 'boschloo.p', 'too-large-for-exact'],
];

test('two groups: every line names its test, variant and side', () => {
  const table = twoGroupsTable(contrastInput(madeResults({ contrast: twoGroups }), null));
  const lines = linesOf(table);
  expect(table.title).toBe('Sperm in the ejaculate: Gonadotropins against No gonadotropins');
  expect(lines.slice(0, 3)).toEqual([
    'Gonadotropins | 115/368 (31.3%) | 26.7% to 36.2% | ',
    'No gonadotropins | 34/174 (19.5%) | 14.3% to 26.1% | ',
    'Risk difference in percentage points, Wald interval | 11.7 | 4.1 to 19.3 | ',
  ]);
  expect(lines).toContain('Risk ratio, interval on the log scale | 1.60 | zero cell | ');
  expect(lines).toContain('Odds ratio, profile-likelihood interval | 1.87 | 1.22 to 2.93 | ');
  expect(lines).toContain(
    'Pearson’s chi-square test with Yates’s continuity correction | χ² 7.550, df 1 |  | 0.006',
  );
  expect(lines).toContain(
    'Fisher’s exact test, one-sided (the smaller tail): first group higher |  |  | 0.003',
  );
  expect(lines).toContain(
    'Boschloo’s unconditional exact test, two-sided (twice the smaller tail) |  |  | too large for an exact test',
  );
});

test('how many are missing does not tell a hidden number, nor do completers beside everybody', () => {
  const outcomesOf = (everybody: number) =>
    outcomesTable({
      results: madeResults({
        'outcomes-completers': [
          ...share('ejaculated_sperm', 'all', 6, 7, [0.49, 0.97]),
          ['ejaculated_sperm', 'all', 'missing', 23],
        ],
        'outcomes-all': share('ejaculated_sperm', 'all', 6, everybody, [0.09, 0.36]),
      }),
      outcomes: [ejaculated],
      notParted: [],
      smallestCell: 11,
    });
  expect(linesOf(outcomesOf(30))).toEqual([
    'Sperm in the ejaculate | < 11 of < 11 | withheld | < 11 of 30',
  ]);
  const oneDroppedOut = outcomesOf(31);
  expect(linesOf(oneDroppedOut)).toEqual(['Sperm in the ejaculate | < 11 of 31']);
  expect(oneDroppedOut.footnotes[0]?.text).toContain(
    'The completers are not shown, because fewer than 11 men did not complete.',
  );
});

test('with nobody in a group the counts stand alone, and a sentence says why', () => {
  const oneArm = twoGroupsTable(
    contrastInput(
      madeResults({
        contrast: [
          ...share('gn', 'all', 0, 0, [0, 0]),
          ...share('none', 'all', 34, 174, [0.143, 0.261]),
          ['', 'test', 'pearson.p', 'empty-group'],
        ],
      }),
      null,
    ),
  );
  expect(linesOf(oneArm)).toEqual([
    'Gonadotropins | nobody |  | ',
    'No gonadotropins | 34/174 (19.5%) | 14.3% to 26.1% | ',
  ]);
  expect(oneArm.footnotes[0]?.text).toBe(
    'No difference, no ratio and no test: the outcome is known of nobody in “Gonadotropins”.',
  );
});

test('with a small group there is no estimate, neither crude nor adjusted', () => {
  const few = madeResults({
    contrast: [
      ...share('gn', 'all', 7, 26, [0.137, 0.461]),
      ...share('none', 'all', 4, 4, [0.51, 1]),
      ['', 'test', 'pearson.p', 0.004],
    ],
    logistic: [
      ['model', 'all', 'n', 30],
      ['model', 'all', 'dropped', 0],
      ['model', 'all', 'events', 11],
      ['arm', 'all', 'odds-ratio', 2],
    ],
    weighting: [
      ['model', 'all', 'n', 30],
      ['model', 'all', 'dropped', 0],
    ],
  });
  const crude = twoGroupsTable(contrastInput(few, 11));
  expect(linesOf(crude)).toEqual(['Gonadotropins | < 11 of 26', 'No gonadotropins | < 11 of < 11']);
  for (const table of [
    logisticTable(contrastInput(few, 11), crude.isSuppressed),
    weightingTable(contrastInput(few, 11), crude.isSuppressed),
  ]) {
    expect(table.rows).toEqual([]);
    expect(table.sentence).toContain('a count of this comparison is below 11');
  }
});

test('models name what they adjust for, and say when there is no maximum', () => {
  const fitted = madeResults({
    logistic: [
      ['model', 'all', 'n', 500],
      ['model', 'all', 'dropped', 42],
      ['model', 'all', 'events', 149],
      ['model', 'all', 'c-statistic', 0.6124],
      ['arm=gn', 'all', 'odds-ratio', 1.8],
      ['arm=gn', 'all', 'profile-low', 1.1],
      ['arm=gn', 'all', 'profile-high', 2.9],
      ['arm=gn', 'all', 'wald-low', 1.12],
      ['arm=gn', 'all', 'wald-high', 2.88],
      ['arm=gn', 'all', 'p-lr', 0.01],
      ['arm=gn', 'all', 'p-wald', 0.012],
      ['age', 'all', 'odds-ratio', 'constant'],
    ],
  });
  const table = logisticTable(contrastInput(fitted, null), false);
  expect(table.scope).toContain('n = 500, left out 42');
  expect(linesOf(table)).toEqual([
    'Gonadotropins against No gonadotropins | 1.80 | 1.10 to 2.90 | 1.12 to 2.88 | 0.010 | 0.012',
    'Age, years | all equal | failed | failed | failed | failed',
  ]);
  expect(table.footnotes.map(({ text }) => text).join(' ')).toContain('Adjusted for age.');
  const separated = madeResults({ logistic: [['', '', '', 'separation']] });
  expect(logisticTable(contrastInput(separated, null), false).sentence).toContain(
    'likelihood of the model has no maximum',
  );
  const apart = madeResults({ weighting: [['', '', '', 'separation']] });
  expect(weightingTable(contrastInput(apart, null), false).sentence).toContain(
    'in which group they are',
  );
});

test('a curve shows who is at risk, the share by then, the median and the log-rank test', () => {
  const curve = (column: string): MadeFigure[] => [
    ['model', column, 'n', 30],
    ['model', column, 'events', 20],
    ['model', column, 'dropped', 1],
    ['risk=0', column, 'at-risk', 30],
    ['risk=90', column, 'at-risk', 15],
    ['t=60', column, 'survival', 0.75],
    ['t=60', column, 'cumulative', 0.25],
    ['t=60', column, 'cumulative-low', 0.1],
    ['t=60', column, 'cumulative-high', 0.4],
    ['t=100', column, 'survival', 0.5],
    ['median', column, 'value', 100],
    ['median', column, 'low', 80],
    ['median', column, 'high', 'not-reached'],
  ];
  const input: SurvivalTableInput = {
    id: 'first-motile',
    title: 'Time to the first motile sperm',
    unit: 'day',
    units: 'days',
    event: 'Motile sperm seen',
    censoring: 'Censored at the last sample.',
    results: madeResults({ 'first-motile': curve('all') }),
    group: null,
    times: [0, 90],
    population: 'all',
    smallestCell: null,
  };
  const table = survivalTable(input);
  expect(linesOf(table)).toEqual([
    'Men | 30',
    'Motile sperm seen | 20',
    'Censored | 10',
    '  At risk, day 90 | 15',
    '  Motile sperm seen by day 90 (95% CI) | 25.0% (10.0% to 40.0%)',
    'Median, days (95% CI) | 100 (80 to no limit)',
  ]);
  const suppressed = survivalTable({ ...input, smallestCell: 11 });
  expect(linesOf(suppressed)).toEqual([
    'Men | 30',
    'Motile sperm seen | withheld',
    'Censored | < 11',
    '  At risk, day 90 | 15',
  ]);
  const empty = survivalTable({
    ...input,
    results: madeResults({ 'first-motile': [['', '', '', 'no-values']] }),
  });
  expect(empty.sentence).toBe('It is not recorded for anybody.');
});

test('side effects by worst grade; who had none is a count too', () => {
  const term = (name: string, gradeOne: number, gradeTwo: number): MadeFigure[] => [
    [name, 'grade-1', 'count', gradeOne],
    [name, 'grade-2', 'count', gradeTwo],
    [name, 'any', 'count', gradeOne + gradeTwo],
    [name, 'any', 'percent', (gradeOne + gradeTwo) / 30],
    [name, 'any', 'wilson-low', 0.3],
    [name, 'any', 'wilson-high', 0.6],
    [name, 'related', 'count', 0],
  ];
  const results = madeResults({
    'side-effects': [
      ['', 'all', 'subjects', 30],
      ...term('irritability', 14, 0),
      ...term('any-term', 28, 2),
    ],
  });
  const input = { results, population: 'treated', smallestCell: null } as const;
  const table = sideEffectsTable(input);
  expect(table.scope).toBe('Men who were treated; N = 30. Only events that a person confirmed.');
  expect(linesOf(table)).toEqual([
    'Any side effect | 28 | 2 | 0 | 0 | 0 | 30 (100.0%) | 0 | 0 | 30.0% to 60.0%',
    'Irritability | 14 | 0 | 0 | 0 | 0 | 14 (46.7%) | 0 | 0 | 30.0% to 60.0%',
  ]);
  expect(linesOf(sideEffectsTable({ ...input, smallestCell: 11 }))[0]).toBe(
    'Any side effect | withheld | < 11 | 0 | 0 | 0 | 30 (100.0%) | 0 | 0',
  );
  const none = madeResults({ 'side-effects': [['', 'all', 'subjects', 30]] });
  expect(sideEffectsTable({ ...input, results: none }).sentence).toBe(
    'No adverse event is recorded for these men.',
  );
});

test('adherence counts occurrences and shares of the settled ones', () => {
  const counts = { 'on-time': 40, early: 0, late: 8, missed: 2, closed: 0, settled: 50, waived: 1 };
  const results = madeResults({
    adherence: ['semen', 'all'].flatMap((requirement) =>
      Object.entries(counts).flatMap(([what, count]): MadeFigure[] => [
        [requirement, 'all', what, count],
        [requirement, 'all', `${what}-share`, count / 50],
      ]),
    ),
  });
  const table = adherenceTable({
    results,
    population: 'all',
    smallestCell: null,
    requirements: scope.requirements,
  });
  expect(linesOf(table)[0]).toBe(
    'Semen analysis | 40 (80.0%) | 0 (0.0%) | 8 (16.0%) | 2 (4.0%) | 0 (0.0%) | 50 (100.0%) | 1 (2.0%)',
  );
});

test('the set has only tables that R was asked for, and an empty cohort says so in each', () => {
  const results = madeResults({
    baseline: [['', '', '', 'no-patients']],
    contrast: twoGroups,
    logistic: [['', '', '', 'no-patients']],
  });
  const tables = [...standardTables({ scope, options, smallestCell: null, results })];
  expect(tables.map(({ id, sentence }) => [id, sentence])).toEqual([
    ['baseline', 'Nobody is in this population.'],
    ['contrast', null],
    ['logistic', 'Nobody is in this population.'],
  ]);
});

test('a table is copied with tabs and a hyphen for a minus', () => {
  const table: StatTable = {
    id: 't',
    title: 'Title',
    scope: 'Everybody.',
    rowHeader: 'Row',
    columns: [{ key: 'a', label: 'A', detail: 'n = 3' }],
    rows: [{ key: 'r', header: 'r', isDetail: true, cells: [{ text: '−1.5', mark: 'a' }] }],
    sentence: null,
    footnotes: [{ mark: 'a', text: 'Test.' }],
    isSuppressed: false,
  };
  expect(tableAsTsv(table)).toBe('Title. Everybody.\nRow\tA (n = 3)\n  r\t-1.5 a\na Test.');
});

function linesOf({ rows }: StatTable): string[] {
  return rows.map(({ header, isDetail, cells }) =>
    [isDetail ? `  ${header}` : header, ...cells.map(({ text }) => text)].join(' | '),
  );
}
