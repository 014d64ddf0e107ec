import type { DataColumn } from '@/lib/export/data-column';
import type { Analysis, Argument, Method } from './analysis';
import {
  baselineColumns,
  groupsOf,
  type PlanOptions,
  type PlanScope,
  planChoices,
} from './plan-options';

/** Analyses of every snapshot; those by row are named by `byRowId`. */
export const standardAnalyses = {
  baseline: 'baseline',
  labs: 'labs',
  outcomesOfCompleters: 'outcomes-completers',
  outcomesOfAll: 'outcomes-all',
  contrast: 'contrast',
  logistic: 'logistic',
  weighting: 'weighting',
  firstMotile: 'first-motile',
  delivery: 'delivery',
  sideEffects: 'side-effects',
  exposure: 'exposure',
  adherence: 'adherence',
} as const;

/** Response tables are made of those who completed and, by intention to treat, of everybody. */
export const responsePopulations = ['completers', 'all'] as const;
export type ResponsePopulation = (typeof responsePopulations)[number];

/** The analysis of the outcome by the levels of a column. */
export function byRowId(column: string, population: ResponsePopulation): string {
  return `by-${column.replaceAll('_', '-')}-${population}`;
}

/** Columns that part the response where the protocol's table has them (S0 Tables 3 and 4, S1 Table 1, S2 Table 2). */
const rowColumns = ['response_category', 'baseline_histology', 'histology', 'etiology', 'arm'];

export function responseRowColumns(columns: readonly DataColumn[]): readonly DataColumn[] {
  return rowColumns.flatMap((name) => {
    const column = columns.find((it) => it.name === name);
    return column !== undefined && groupsOf(column).length >= 2 ? [column] : [];
  });
}

/** Days from the first dose at which the numbers at risk are given: the quarters of a year and two years. */
export const daysAtRisk = [0, 90, 180, 270, 365, 548, 730] as const;
export const transfersAtRisk = [0, 1, 2, 3, 4, 5] as const;

const exposureColumns = [
  'days_on_therapy',
  'cumulative_dose_mg',
  'cumulative_dose_mg_per_kg',
  'holds',
];

/** The laboratory values that are known before and on treatment. */
export function labPairs(
  columns: readonly DataColumn[],
): readonly { readonly before: DataColumn; readonly after: DataColumn }[] {
  return columns.flatMap((before) => {
    const analyte = /^(.+)_baseline$/.exec(before.name)?.[1];
    const after = columns.find(({ name }) => name === `${analyte}_on_treatment`);
    return after === undefined ? [] : [{ before, after }];
  });
}

export function exposureColumnsOf(columns: readonly DataColumn[]): readonly DataColumn[] {
  return columns.filter(({ name }) => exposureColumns.includes(name));
}

/** Everything that the tables, the pictures and the report of a snapshot show, by one run of R. */
export function standardPlan(scope: PlanScope, options: PlanOptions): Analysis[] {
  const { columns } = scope;
  const { group, population } = options;
  const { outcomes } = planChoices(scope);
  const exposed = scope.hasDrug ? 'treated' : population;
  const grouped = group === null ? {} : { group };
  const has = (...names: string[]) =>
    names.every((name) => columns.some((column) => column.name === name));
  const byGroup = options.contrast === null ? {} : { group: options.contrast.column };
  return [
    analysis(standardAnalyses.baseline, 'describe', {
      variables: namesOf(baselineColumns(columns).filter(({ name }) => name !== group)),
      ...grouped,
      population,
    }),
    ...unlessEmpty(labPairs(columns), (pairs) =>
      analysis(standardAnalyses.labs, 'paired', {
        pairs: pairs.map(({ before, after }) => `${before.name}|${after.name}`),
        population,
      }),
    ),
    ...unlessEmpty(outcomes, (events) => [
      analysis(standardAnalyses.outcomesOfCompleters, 'proportions', {
        events: namesOf(events),
        population: 'completers',
      }),
      analysis(standardAnalyses.outcomesOfAll, 'proportions', {
        events: namesOf(events),
        population: 'all',
        denominator: 'all',
      }),
    ]),
    ...responseByRows(columns, options.outcome),
    ...ofTwoGroups(options),
    ...(has('days_to_first_motile', 'first_motile')
      ? [
          analysis(standardAnalyses.firstMotile, 'survival', {
            time: 'days_to_first_motile',
            event: 'first_motile',
            ...byGroup,
            at: daysAtRisk,
            population,
          }),
        ]
      : []),
    ...(has('transfers_to_delivery', 'delivered')
      ? [
          analysis(standardAnalyses.delivery, 'survival', {
            time: 'transfers_to_delivery',
            event: 'delivered',
            ...byGroup,
            at: transfersAtRisk,
            population,
          }),
        ]
      : []),
    analysis(standardAnalyses.sideEffects, 'grades', { population: exposed }),
    ...unlessEmpty(scope.hasDrug ? exposureColumnsOf(columns) : [], (exposures) =>
      analysis(standardAnalyses.exposure, 'describe', {
        variables: namesOf(exposures),
        ...grouped,
        population: exposed,
      }),
    ),
    analysis(standardAnalyses.adherence, 'adherence', { population }),
  ];
}

function responseByRows(columns: readonly DataColumn[], outcome: string | null): Analysis[] {
  if (outcome === null) {
    return [];
  }
  return responseRowColumns(columns).flatMap(({ name }) =>
    responsePopulations.map((population) =>
      analysis(byRowId(name, population), 'contingency', {
        event: outcome,
        rows: name,
        population,
        denominator: population === 'all' ? 'all' : 'known',
      }),
    ),
  );
}

function ofTwoGroups({ outcome, contrast, covariates, population }: PlanOptions): Analysis[] {
  if (outcome === null || contrast === null) {
    return [];
  }
  const levels = [contrast.first, contrast.second];
  const adjusted = covariates.filter((name) => name !== contrast.column && name !== outcome);
  const model = {
    outcome,
    exposure: contrast.column,
    levels,
    ...(adjusted.length === 0 ? {} : { covariates: adjusted }),
    population,
  };
  return [
    analysis(standardAnalyses.contrast, 'two-groups', {
      event: outcome,
      group: contrast.column,
      levels,
      population,
    }),
    analysis(standardAnalyses.logistic, 'logistic', model),
    ...unlessEmpty(adjusted, () => analysis(standardAnalyses.weighting, 'weighting', model)),
  ];
}

function analysis(id: string, method: Method, given: Readonly<Record<string, Argument>>): Analysis {
  return { id, method, arguments: given };
}

function namesOf(columns: readonly DataColumn[]): readonly string[] {
  return columns.map(({ name }) => name);
}

function unlessEmpty<T>(
  list: readonly T[],
  made: (list: readonly T[]) => Analysis | Analysis[],
): Analysis[] {
  return list.length === 0 ? [] : [made(list)].flat();
}
