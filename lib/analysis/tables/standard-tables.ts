import type { PlanOptions, PlanScope } from '../plan-options';
import { baselineColumns, planChoices } from '../plan-options';
import type { AnalysisResults } from '../results';
import {
  daysAtRisk,
  exposureColumnsOf,
  labPairs,
  responseRowColumns,
  standardAnalyses,
  transfersAtRisk,
} from '../standard-plan';
import { contrastInWords, logisticTable, twoGroupsTable, weightingTable } from './contrast-tables';
import { describeTable } from './describe-table';
import { labsTable } from './labs-table';
import { byRowTable, outcomesTable } from './outcome-tables';
import { adherenceTable, sideEffectsTable } from './safety-tables';
import type { StatTable } from './stat-table';
import { survivalTable } from './survival-table';

export interface StandardTablesInput {
  readonly scope: PlanScope;
  readonly options: PlanOptions;
  /** Counts from 1 to one less are not shown; null shows all. */
  readonly smallestCell: number | null;
  readonly results: AnalysisResults;
}

/** The tables of a snapshot in the order of a paper: only those whose analysis is in R's answer. */
export function standardTables(input: StandardTablesInput): readonly StatTable[] {
  const { scope, options, smallestCell, results } = input;
  const { columns } = scope;
  const { population } = options;
  const columnOf = (name: string | null | undefined) =>
    columns.find((column) => column.name === name) ?? null;
  const group = columnOf(options.group);
  const outcome = columnOf(options.outcome);
  const compared = columnOf(options.contrast?.column);
  const exposed = scope.hasDrug ? 'treated' : population;
  const analyzed = new Set(results.rows.map(({ analysis }) => analysis));
  const contrast = contrastInWords(scope, options);
  const tables = [
    describeTable({
      id: standardAnalyses.baseline,
      title: 'Characteristics before treatment',
      results,
      variables: baselineColumns(columns).filter(({ name }) => name !== options.group),
      group,
      population,
      smallestCell,
    }),
    labsTable({ results, pairs: labPairs(columns), population, smallestCell }),
    outcomesTable({ results, outcomes: planChoices(scope).outcomes, smallestCell }),
    ...(outcome === null
      ? []
      : responseRowColumns(columns).map((rows) =>
          byRowTable({ results, outcome, rows, smallestCell }),
        )),
    ...(contrast === null ? [] : comparisons({ results, scope, options, contrast, smallestCell })),
    survivalTable({
      id: standardAnalyses.firstMotile,
      title: 'Time to the first motile sperm',
      unit: 'days',
      event: 'Motile sperm seen',
      censoring:
        'Days from the first dose to the first sample with motile sperm; censored at the last sample that could show it.',
      results,
      group: compared,
      times: daysAtRisk,
      population,
      smallestCell,
    }),
    survivalTable({
      id: standardAnalyses.delivery,
      title: 'Delivery by order of transfer',
      unit: 'transfers',
      event: 'Delivered',
      censoring:
        'Embryo transfers of a couple until the one that led to a live birth; censored after the last transfer with a known outcome.',
      results,
      group: compared,
      times: transfersAtRisk,
      population,
      smallestCell,
    }),
    sideEffectsTable({ results, population: exposed, smallestCell }),
    describeTable({
      id: standardAnalyses.exposure,
      title: 'Exposure',
      results,
      variables: exposureColumnsOf(columns),
      group,
      population: exposed,
      smallestCell,
    }),
    adherenceTable({ results, population, smallestCell, requirements: scope.requirements }),
  ];
  return tables.filter(({ id }) => analyzed.has(id) || analyzed.has(`${id}-all`));
}

function comparisons(input: Parameters<typeof twoGroupsTable>[0]): StatTable[] {
  const crude = twoGroupsTable(input);
  return [
    crude,
    logisticTable(input, crude.isSuppressed),
    weightingTable(input, crude.isSuppressed),
  ];
}
