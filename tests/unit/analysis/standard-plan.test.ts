import { expect, test } from 'vitest';
import {
  contrastKey,
  defaultOptions,
  type PlanScope,
  planChoices,
  planHref,
  readPlanOptions,
} from '@/lib/analysis/plan-options';
import { standardPlan } from '@/lib/analysis/standard-plan';
import type { DataColumn } from '@/lib/export/data-column';

const armLevels = [
  { key: 'gonadotropins', label: 'hCG with or without uFSH' },
  { key: 'none', label: 'No gonadotropins' },
];

const columns: readonly DataColumn[] = [
  { name: 'study_id', label: 'Study id', type: 'text', section: 'enrollment' },
  { name: 'arm', label: 'Arm', type: 'choice', levels: armLevels, section: 'enrollment' },
  { name: 'age_at_consent', label: 'Age', type: 'number', unit: 'years', section: 'enrollment' },
  {
    name: 'etiology',
    label: 'Etiology',
    type: 'choice',
    levels: ['a', 'b', 'c'].map((key) => ({ key, label: key })),
    section: 'baseline',
  },
  { name: 'fsh_baseline', label: 'FSH', type: 'number', unit: 'IU/L', section: 'baseline' },
  { name: 'fsh_on_treatment', label: 'FSH', type: 'number', unit: 'IU/L', section: 'exposure' },
  { name: 'days_on_therapy', label: 'Days', type: 'number', unit: 'd', section: 'exposure' },
  { name: 'sperm_retrieved', label: 'Sperm found', type: 'flag', section: 'procedures' },
  { name: 'days_to_first_motile', label: 'Days', type: 'number', section: 'response' },
  { name: 'first_motile', label: 'Motile sperm', type: 'flag', section: 'response' },
];
const scope: PlanScope = { protocol: 'gonadotropin-noa', hasDrug: true, columns, requirements: [] };

test('only columns of closed lists can be chosen, and groups before treatment can be compared', () => {
  const choices = planChoices(scope);
  expect(choices.groups.map(({ name }) => name)).toEqual([
    'arm',
    'etiology',
    'sperm_retrieved',
    'first_motile',
  ]);
  expect(choices.outcomes.map(({ name }) => name)).toEqual(['sperm_retrieved', 'first_motile']);
  expect(choices.contrasts.map(contrastKey)).toEqual([
    'arm:gonadotropins:none',
    'etiology:a:b',
    'etiology:a:c',
    'etiology:b:c',
  ]);
  expect(choices.covariates.map(({ name }) => name)).toEqual([
    'age_at_consent',
    'etiology',
    'fsh_baseline',
  ]);
});

test('what an address has wrong counts as not given', () => {
  expect(
    readPlanOptions(scope, {
      group: 'study_id',
      outcome: "sperm_retrieved'); system('rm')",
      contrast: 'arm:none:none',
      population: 'everybody',
      covariates: ['fsh_baseline', 'study_id'],
    }),
  ).toEqual({
    group: 'arm',
    outcome: 'sperm_retrieved',
    contrast: { column: 'arm', first: 'gonadotropins', second: 'none' },
    covariates: ['fsh_baseline'],
    population: 'all',
  });
});

test('an address says the options that it was made of', () => {
  const options = {
    group: null,
    outcome: 'first_motile',
    contrast: { column: 'etiology', first: 'a', second: 'c' },
    covariates: [],
    population: 'completers',
  } as const;
  const url = new URL(planHref('http://clinic.invalid/tables', options));
  const parameters = Object.fromEntries(
    [...url.searchParams.keys()].map((key) => [key, url.searchParams.getAll(key)]),
  );
  const plain = Object.fromEntries(
    Object.entries(parameters).map(([key, values]) => [
      key,
      values.length === 1 ? values[0] : values,
    ]),
  );
  expect(readPlanOptions(scope, plain)).toEqual(options);
});

test('the plan of a protocol names each analysis once', () => {
  const plan = standardPlan(scope, defaultOptions(scope));
  expect(plan.map(({ id, method }) => `${id}: ${method}`)).toEqual([
    'baseline: describe',
    'labs: paired',
    'outcomes-completers: proportions',
    'outcomes-all: proportions',
    'by-etiology-completers: contingency',
    'by-etiology-all: contingency',
    'by-arm-completers: contingency',
    'by-arm-all: contingency',
    'contrast: two-groups',
    'logistic: logistic',
    'weighting: weighting',
    'first-motile: survival',
    'side-effects: grades',
    'exposure: describe',
    'adherence: adherence',
  ]);
  expect(plan.find(({ id }) => id === 'logistic')?.arguments).toEqual({
    outcome: 'sperm_retrieved',
    exposure: 'arm',
    levels: ['gonadotropins', 'none'],
    covariates: ['age_at_consent', 'etiology'],
    population: 'all',
  });
});

test('without a flag to count and a group to compare there is nothing to model', () => {
  const bare: PlanScope = { ...scope, hasDrug: false, columns: columns.slice(0, 1) };
  expect(standardPlan(bare, defaultOptions(bare)).map(({ id }) => id)).toEqual([
    'baseline',
    'side-effects',
    'adherence',
  ]);
});
