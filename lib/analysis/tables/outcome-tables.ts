import type { DataColumn } from '@/lib/export/data-column';
import { countText, pText } from '../number-text';
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

/** Each outcome of the protocol, of completers and by intention to treat. */
export function outcomesTable({ results, outcomes, smallestCell }: OutcomeTableInput): StatTable {
  const readers = {
    completers: new AnalysisReader(results, standardAnalyses.outcomesOfCompleters),
    all: new AnalysisReader(results, standardAnalyses.outcomesOfAll),
  };
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
      ...(isSuppressed
        ? []
        : [
            { key: `${population} wilson`, label: 'Wilson', detail: '95% CI' },
            { key: `${population} exact`, label: 'Clopper–Pearson', detail: '95% CI' },
          ]),
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
    sentence: readers.all.sentence,
    footnotes: [denominators, isSuppressed ? { text: suppressionNote(smallestCell) } : intervals],
    isSuppressed,
  };
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
  'cochran-armitage-trend',
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
      ...(isSuppressed ? [] : [intervalCell(readers[population], place, 'wilson')]),
    ]),
  });
  const tests = rowTests.map(
    (test): StatRow => ({
      key: test,
      header: testWords[test] ?? test,
      isDetail: true,
      cells: responsePopulations.flatMap((population) => [
        readers[population].cell('', 'test', `${test}.p`, (p) => `p ${equals(pText(p))}`),
        emptyCell,
      ]),
    }),
  );
  const missing = responsePopulations.map((population) =>
    readers[population].count('', all, 'missing'),
  );
  return {
    id: byRowId(rows.name, 'all').replace(/-all$/, ''),
    title: `${columnTitle(outcome)}: by ${lowered(columnTitle(rows))}`,
    scope: 'Men with the outcome, of completers and by intention to treat.',
    rowHeader: columnTitle(rows),
    columns: responsePopulations.flatMap((population) => [
      { key: population, label: populationHeads[population], detail: 'n/N (%)' },
      ...(isSuppressed ? [] : [{ key: `${population} wilson`, label: 'Wilson', detail: '95% CI' }]),
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
            { text: '95% intervals: Wilson’s score interval without continuity correction.' },
          ]),
    ],
    isSuppressed,
  };
}

function equals(p: string): string {
  return /^[<>]/.test(p) ? p.replace(/^([<>])/, '$1 ') : `= ${p}`;
}
