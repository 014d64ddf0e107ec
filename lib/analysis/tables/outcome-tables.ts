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
import { type HiddenCounts, isSmall } from '../suppression';
import { testWords } from '../test-words';
import { AnalysisReader, suppressionNote } from './analysis-reader';
import { columnTitle, lowered } from './column-title';
import {
  hideProportions,
  intervalCell,
  missingCell,
  type ProportionRow,
  proportionCell,
} from './proportion-cells';
import { emptyCell, type Footnote, type StatRow, type StatTable } from './stat-table';

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

/** Completers beside everybody would tell how many did not complete. */
function populationsShown(
  results: AnalysisResults,
  smallestCell: number | null,
): readonly ResponsePopulation[] {
  const [completers, everybody] = [
    standardAnalyses.outcomesOfCompleters,
    standardAnalyses.outcomesOfAll,
  ].map((id) => {
    const reader = new AnalysisReader(results, id);
    const row = reader.rows.find(({ statistic }) => statistic === 'n')?.row ?? '';
    return reader.count(row, all, 'n') + reader.count(row, all, 'missing');
  });
  const others = (everybody ?? 0) - (completers ?? 0);
  return smallestCell !== null && isSmall(others, smallestCell) ? ['all'] : responsePopulations;
}

function scopeWords(populations: readonly ResponsePopulation[]): string {
  return populations.includes('completers')
    ? 'Men with the outcome, of completers and by intention to treat.'
    : 'Men with the outcome, by intention to treat.';
}

function denominators(
  populations: readonly ResponsePopulation[],
  smallestCell: number | null,
): Footnote[] {
  const completers = populations.includes('completers')
    ? 'Completers: of the men who completed the protocol, those in whom it is known.'
    : `The completers are not shown, because fewer than ${smallestCell} men did not complete.`;
  return [
    {
      text: `${completers} Intention to treat: of everybody in the snapshot; in whom it is not known, it counts as not reached.`,
    },
  ];
}

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
    completers: hideProportions(readers.completers, places, [], smallestCell, true),
    all: hideProportions(readers.all, places, [], smallestCell),
  };
  const populations = populationsShown(results, smallestCell);
  const isSuppressed =
    populations.length < responsePopulations.length ||
    hidden.completers.size > 0 ||
    hidden.all.size > 0;
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
    scope: scopeWords(populations),
    rowHeader: 'Outcome',
    columns: populations.flatMap((population) => [
      { key: population, label: populationHeads[population], detail: 'n/N (%)' },
      ...(isSuppressed ? [] : intervalHeads(population)),
      ...(population === 'completers' ? [{ key: 'missing', label: 'Not known' }] : []),
    ]),
    rows: outcomes.map((outcome, index): StatRow => {
      const { name } = outcome;
      const place = places[index] ?? { row: name, column: all };
      return {
        key: name,
        header: columnTitle(outcome),
        isDetail: false,
        cells: [
          ...populations.flatMap((population) => [
            ...cellsOf(place, population),
            ...(population === 'completers'
              ? [missingCell(readers.completers, place, hidden.completers, smallestCell)]
              : []),
          ]),
        ],
      };
    }),
    sentence:
      readers.all.sentence ?? (outcomes.length === 0 ? 'None of the outcomes is recorded.' : null),
    footnotes: [
      ...denominators(populations, smallestCell),
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
  const populations = populationsShown(results, smallestCell);
  const isSuppressed =
    populations.length < responsePopulations.length ||
    hidden.completers.size > 0 ||
    hidden.all.size > 0;
  const row = (place: ProportionRow, header: string): StatRow => ({
    key: place.row,
    header,
    isDetail: false,
    cells: populations.flatMap((population) => [
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
    scope: scopeWords(populations),
    rowHeader: columnTitle(rows),
    columns: populations.flatMap((population) => [
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
      ...denominators(populations, smallestCell),
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
