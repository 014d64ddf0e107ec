import type { PlanOptions, PlanScope } from '../plan-options';
import { baselineColumns, planChoices } from '../plan-options';
import type { AnalysisResults } from '../results';
import {
  byRowId,
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
import { byRowTable, isParted, outcomesTable } from './outcome-tables';
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

/**
 * The tables of a snapshot in the order of a paper: only those whose analysis is in R's answer. Each is made when it is
 * asked for, so that a server can attend to others between two of them.
 */
export function* standardTables(input: StandardTablesInput): Generator<StatTable> {
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
  const has = (id: string) => analyzed.has(id);
  if (has(standardAnalyses.baseline)) {
    yield describeTable({
      id: standardAnalyses.baseline,
      title: 'Characteristics before treatment',
      results,
      variables: baselineColumns(columns).filter(({ name }) => name !== options.group),
      group,
      population,
      smallestCell,
    });
  }
  if (has(standardAnalyses.labs)) {
    yield labsTable({ results, pairs: labPairs(columns), population, smallestCell });
  }
  const parting = responseRowColumns(columns).filter(({ name }) => has(byRowId(name, 'all')));
  const parted = parting.filter((rows) => isParted(results, rows));
  if (has(standardAnalyses.outcomesOfAll)) {
    yield outcomesTable({
      results,
      outcomes: planChoices(scope).outcomes,
      notParted: parting.filter((rows) => !parted.includes(rows)),
      smallestCell,
    });
  }
  if (outcome !== null) {
    for (const rows of parted) {
      yield byRowTable({ results, outcome, rows, smallestCell });
    }
  }
  if (contrast !== null && has(standardAnalyses.contrast)) {
    yield* comparisons({ results, scope, options, contrast, smallestCell }, has);
  }
  if (has(standardAnalyses.firstMotile)) {
    yield survivalTable({
      id: standardAnalyses.firstMotile,
      title: 'Time to the first motile sperm',
      unit: 'day',
      units: 'days',
      event: 'Motile sperm seen',
      censoring:
        'Days from the first dose to the first sample with motile sperm; censored at the last sample that could show it.',
      results,
      group: compared,
      times: daysAtRisk,
      population,
      smallestCell,
    });
  }
  if (has(standardAnalyses.delivery)) {
    yield survivalTable({
      id: standardAnalyses.delivery,
      title: 'Delivery by order of transfer',
      unit: 'transfer',
      units: 'transfers',
      event: 'Delivered',
      censoring:
        'Embryo transfers of a couple until the one that led to a live birth; censored after the last transfer with a known outcome.',
      results,
      group: compared,
      times: transfersAtRisk,
      population,
      smallestCell,
    });
  }
  if (has(standardAnalyses.sideEffects)) {
    yield sideEffectsTable({ results, population: exposed, smallestCell });
  }
  if (has(standardAnalyses.exposure)) {
    yield describeTable({
      id: standardAnalyses.exposure,
      title: 'Exposure',
      results,
      variables: exposureColumnsOf(columns),
      group,
      population: exposed,
      smallestCell,
    });
  }
  if (has(standardAnalyses.adherence)) {
    yield adherenceTable({
      results,
      population,
      smallestCell,
      requirements: scope.requirements,
    });
  }
}

/** What is computed of two groups is of the same men: where one count is hidden, no estimate stands. */
function* comparisons(
  input: Parameters<typeof twoGroupsTable>[0],
  has: (id: string) => boolean,
): Generator<StatTable> {
  const crude = twoGroupsTable(input);
  yield crude;
  if (has(standardAnalyses.logistic)) {
    yield logisticTable(input, crude.isSuppressed);
  }
  if (has(standardAnalyses.weighting)) {
    yield weightingTable(input, crude.isSuppressed);
  }
}
