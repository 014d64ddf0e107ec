import type { DataColumn } from '@/lib/export/data-column';
import { countText, pEquals } from '../number-text';
import { groupsOf } from '../plan-options';
import type { AnalysisResults } from '../results';
import {
  byRowId,
  type ResponsePopulation,
  responsePopulations,
  standardAnalyses,
} from '../standard-plan';
import { type HiddenCounts, hideSmallCounts } from '../suppression';
import { testWords } from '../test-words';
import { AnalysisReader, hiddenText, suppressionNote } from './analysis-reader';
import { columnTitle, lowered } from './column-title';
import {
  hideProportions,
  intervalCell,
  type ProportionRow,
  proportionCell,
} from './proportion-cells';
import { emptyCell, type Footnote, type StatRow, type StatTable, words } from './stat-table';

export interface OutcomeTableInput {
  readonly results: AnalysisResults;
  readonly outcomes: readonly DataColumn[];
  /** Columns that have no table of their own, because fewer than two of their levels are recorded. */
  readonly notParted: readonly DataColumn[];
  readonly smallestCell: number | null;
}

const all = 'all';

const populationHeads: Readonly<Record<ResponsePopulation, string>> = {
  completers: 'Completers',
  all: 'Intention to treat',
};

const denominators: Footnote = {
  text: 'Completers: of the men who completed the protocol, those in whom it is known. Intention to treat: of everybody in the snapshot; in whom it is not known, it counts as not reached.',
};

const intervals: Footnote = {
  text: '95% intervals: Wilson’s score interval without continuity correction; Clopper and Pearson’s exact interval.',
};

function intervalHeads(population: ResponsePopulation) {
  return [
    { key: `${population} wilson`, label: 'Wilson', detail: '95% CI' },
    { key: `${population} exact`, label: 'Clopper–Pearson', detail: '95% CI' },
  ];
}

/** Each outcome of the protocol, of completers and by intention to treat. */
export function outcomesTable(input: OutcomeTableInput): StatTable {
  const { results, notParted, smallestCell } = input;
  const readers = {
    completers: new AnalysisReader(results, standardAnalyses.outcomesOfCompleters),
    all: new AnalysisReader(results, standardAnalyses.outcomesOfAll),
  };
  // "None of 73" would say that it was looked for.
  const isUnrecorded = ({ name }: DataColumn) =>
    readers.completers.count(name, all, 'n') === 0 &&
    readers.completers.count(name, all, 'missing') > 0 &&
    readers.all.count(name, all, 'count') === 0;
  const unrecorded = input.outcomes.filter(isUnrecorded);
  const outcomes = input.outcomes.filter((outcome) => !isUnrecorded(outcome));
  const places = outcomes.map(({ name }): ProportionRow => ({ row: name, column: all }));
  const hidden = {
    completers: hideProportions(readers.completers, places, [], smallestCell),
    all: hideProportions(readers.all, places, [], smallestCell),
  };
  const missing = hideSmallCounts(
    {
      counts: Object.fromEntries(
        outcomes.map(({ name }) => [name, readers.completers.count(name, all, 'missing')] as const),
      ),
      sums: [],
    },
    smallestCell,
  );
  const isSuppressed = [hidden.completers, hidden.all, missing].some((it) => it.size > 0);
  const cellsOf = (place: ProportionRow, population: ResponsePopulation) => [
    proportionCell(readers[population], place, hidden[population], smallestCell),
    ...(isSuppressed
      ? []
      : [
          intervalCell(readers[population], place, 'wilson'),
          intervalCell(readers[population], place, 'clopper-pearson'),
        ]),
  ];
  return {
    id: 'outcomes',
    title: 'Outcomes',
    scope: 'Men with the outcome, of completers and by intention to treat.',
    rowHeader: 'Outcome',
    columns: responsePopulations.flatMap((population) => [
      { key: population, label: populationHeads[population], detail: 'n/N (%)' },
      ...(isSuppressed ? [] : intervalHeads(population)),
      ...(population === 'completers' ? [{ key: 'missing', label: 'Not known' }] : []),
    ]),
    rows: outcomes.map((outcome, index): StatRow => {
      const { name } = outcome;
      const place = places[index] ?? { row: name, column: all };
      const how = missing.get(name);
      return {
        key: name,
        header: columnTitle(outcome),
        isDetail: false,
        cells: [
          ...cellsOf(place, 'completers'),
          how === undefined
            ? { text: countText(readers.completers.count(name, all, 'missing')) }
            : words(hiddenText(how, smallestCell)),
          ...cellsOf(place, 'all'),
        ],
      };
    }),
    sentence:
      readers.all.sentence ?? (outcomes.length === 0 ? 'None of the outcomes is recorded.' : null),
    footnotes: [
      denominators,
      ...named('Recorded of no completer, and reached by nobody', unrecorded),
      ...named('No table by these, of which fewer than two levels are recorded', notParted),
      isSuppressed ? { text: suppressionNote(smallestCell) } : intervals,
    ],
    isSuppressed,
  };
}

function named(what: string, columns: readonly DataColumn[]): Footnote[] {
  return columns.length === 0
    ? []
    : [{ text: `${what}: ${columns.map((column) => lowered(columnTitle(column))).join('; ')}.` }];
}

/** Whether at least two levels of the column are recorded, so that they can be compared. */
export function isParted(results: AnalysisResults, rows: DataColumn): boolean {
  const found = results.rows.filter(
    ({ analysis, column, statistic, value }) =>
      analysis === byRowId(rows.name, 'all') && column === all && statistic === 'n' && value !== 0,
  );
  const levels = new Set(groupsOf(rows).map(({ key }) => key));
  return found.filter(({ row }) => levels.has(row)).length >= 2;
}

export interface ByRowTableInput {
  readonly results: AnalysisResults;
  readonly outcome: DataColumn;
  readonly rows: DataColumn;
  readonly smallestCell: number | null;
}

const rowTests = [
  'fisher-freeman-halton',
  'mid-p-freeman-halton',
  'exact-pearson',
  'pearson',
] as const;

/** The outcome by the levels of a column, with the tests of independence. */
export function byRowTable({ results, outcome, rows, smallestCell }: ByRowTableInput): StatTable {
  const readers = {
    completers: new AnalysisReader(results, byRowId(rows.name, 'completers')),
    all: new AnalysisReader(results, byRowId(rows.name, 'all')),
  };
  const levels = groupsOf(rows).filter(({ key }) =>
    responsePopulations.some((population) => readers[population].count(key, all, 'n') > 0),
  );
  const places = levels.map(({ key }): ProportionRow => ({ row: key, column: all }));
  const total: ProportionRow = { row: all, column: all };
  const hiddenOf = (population: ResponsePopulation): HiddenCounts =>
    hideProportions(
      readers[population],
      [...places, total],
      [{ total, parts: places }],
      smallestCell,
    );
  const hidden = { completers: hiddenOf('completers'), all: hiddenOf('all') };
  const isSuppressed = hidden.completers.size > 0 || hidden.all.size > 0;
  const row = (place: ProportionRow, header: string): StatRow => ({
    key: place.row,
    header,
    isDetail: false,
    cells: responsePopulations.flatMap((population) => [
      proportionCell(readers[population], place, hidden[population], smallestCell),
      ...(isSuppressed
        ? []
        : [
            intervalCell(readers[population], place, 'wilson'),
            intervalCell(readers[population], place, 'clopper-pearson'),
          ]),
    ]),
  });
  const tests = rowTests.map(
    (test): StatRow => ({
      key: test,
      header: testWords[test] ?? test,
      isDetail: true,
      cells: responsePopulations.flatMap((population) => [
        readers[population].cell('', 'test', `${test}.p`, pEquals),
        emptyCell,
        emptyCell,
      ]),
    }),
  );
  const missing = responsePopulations.map((population) =>
    readers[population].count('', all, 'missing'),
  );
  return {
    id: byRowId(rows.name, 'all').replace(/-all$/, ''),
    title: `${columnTitle(outcome)}, by ${lowered(columnTitle(rows))}`,
    scope: 'Men with the outcome, of completers and by intention to treat.',
    rowHeader: columnTitle(rows),
    columns: responsePopulations.flatMap((population) => [
      { key: population, label: populationHeads[population], detail: 'n/N (%)' },
      ...(isSuppressed ? [] : intervalHeads(population)),
    ]),
    rows: [
      ...places.map((place, index) => row(place, levels[index]?.label ?? place.row)),
      row(total, 'Total'),
      ...(isSuppressed ? [] : tests),
    ],
    sentence:
      readers.all.sentence ??
      (levels.length === 0 ? `${columnTitle(rows)}: not recorded for anybody.` : null),
    footnotes: [
      denominators,
      ...(isSuppressed
        ? [{ text: suppressionNote(smallestCell) }]
        : [
            {
              text: `Not in the table, because the row or the outcome is not known: ${countText(missing[0] ?? 0)} of the completers, ${countText(missing[1] ?? 0)} of everybody.`,
            },
            intervals,
          ]),
    ],
    isSuppressed,
  };
}
