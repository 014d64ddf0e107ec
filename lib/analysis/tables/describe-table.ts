import type { DataColumn, Level } from '@/lib/export/data-column';
import { countText, digitsFor, percentText, pText, roundedText } from '../number-text';
import { groupsOf, type Population } from '../plan-options';
import type { AnalysisResults } from '../results';
import {
  type CountSum,
  type Hidden,
  type HiddenCounts,
  hideSmallCounts,
  isSmall,
  nothingHidden,
} from '../suppression';
import { AnalysisReader, hiddenText, suppressionNote } from './analysis-reader';
import { columnTitle, columnWithUnit, lowered } from './column-title';
import { FootnoteMarks } from './footnote-marks';
import { populationWords } from './population-words';
import { emptyCell, type StatCell, type StatRow, type StatTable, words } from './stat-table';

export interface DescribeTableInput {
  readonly id: string;
  readonly title: string;
  readonly results: AnalysisResults;
  readonly variables: readonly DataColumn[];
  readonly group: DataColumn | null;
  readonly population: Population;
  readonly smallestCell: number | null;
}

const all = 'all';
/** Who has no group; not shown, but whoever adds up can know. */
const rest = '\trest';

/** Numbers as mean ± SD and median [IQR], choices as n (%), by group, with what is missing and the tests. */
export function describeTable(input: DescribeTableInput): StatTable {
  const { id, title, results, variables, group, population, smallestCell } = input;
  const reader = new AnalysisReader(results, id);
  const labels = group === null ? [] : groupsOf(group);
  const groups = columnsOf(reader)
    .filter((key) => key !== all)
    .map((key) => ({ key, label: labels.find((level) => level.key === key)?.label ?? key }));
  const sizes = sizesOf(reader, groups, smallestCell);
  const recorded = variables.filter(({ name }) => reader.count(name, all, 'n') > 0);
  const parts = recorded.map((variable) => ({
    variable,
    counts: countsOf(reader, variable, groups, sizes, smallestCell),
  }));
  const isSuppressed = [sizes.hidden, ...parts.map(({ counts }) => counts.hidden)].some(
    (hidden) => hidden.size > 0,
  );
  const hasTest = groups.length > 1 && !isSuppressed;
  const marks = new FootnoteMarks();
  const rows = parts.flatMap(({ variable, counts }) =>
    rowsOf({ reader, variable, groups, counts, smallestCell, hasTest, marks }),
  );
  const notRecorded = variables.filter((variable) => !recorded.includes(variable));
  return {
    id,
    title: group === null ? title : `${title} by ${lowered(columnTitle(group))}`,
    scope: `${populationWords[population]}; ${sizeText(sizes, all, smallestCell)}.`,
    rowHeader: 'Characteristic',
    columns: [
      ...[...groups, { key: all, label: groups.length === 0 ? 'Everybody' : 'All' }].map(
        ({ key, label }) => ({ key, label, detail: sizeText(sizes, key, smallestCell) }),
      ),
      ...(hasTest ? [{ key: 'p', label: 'p' }] : []),
    ],
    rows,
    sentence:
      reader.sentence ?? (rows.length === 0 ? 'None of the characteristics is recorded.' : null),
    footnotes: [
      {
        text: 'Mean ± SD, median [first to third quartile] or n (%). Percentages are of the men with a value; “not recorded” counts the others.',
      },
      ...(groups.length > 0 && sizes.of(rest) > 0
        ? [{ text: 'Men without a known group are counted under All only.' }]
        : []),
      ...(notRecorded.length === 0
        ? []
        : [
            {
              text: `Not recorded for anybody: ${notRecorded.map((column) => lowered(columnTitle(column))).join('; ')}.`,
            },
          ]),
      ...(hasTest
        ? [
            ...marks.footnotes,
            { text: 'p-values are not corrected for the number of comparisons.' },
          ]
        : []),
      ...(isSuppressed ? [{ text: suppressionNote(smallestCell) }] : []),
    ],
    isSuppressed,
  };
}

function columnsOf(reader: AnalysisReader): string[] {
  return reader.rows
    .filter(({ row, statistic }) => row === '' && statistic === 'subjects')
    .map(({ column }) => column);
}

interface Sizes {
  readonly of: (column: string) => number;
  readonly hidden: HiddenCounts;
}

function sizesOf(
  reader: AnalysisReader,
  groups: readonly Level[],
  smallestCell: number | null,
): Sizes {
  const counts: Record<string, number> = { [all]: reader.count('', all, 'subjects') };
  for (const { key } of groups) {
    counts[key] = reader.count('', key, 'subjects');
  }
  const sums = withRest(counts, groups, (column) => column);
  return {
    of: (column) => counts[column] ?? 0,
    hidden: hideSmallCounts({ counts, sums }, smallestCell),
  };
}

/** The groups and who has none make up all; adds the count of the latter. */
function withRest(
  counts: Record<string, number>,
  groups: readonly Level[],
  keyOf: (column: string) => string,
): CountSum[] {
  if (groups.length === 0) {
    return [];
  }
  const known = groups.reduce((sum, { key }) => sum + (counts[keyOf(key)] ?? 0), 0);
  counts[keyOf(rest)] = (counts[keyOf(all)] ?? 0) - known;
  return [{ total: keyOf(all), parts: [...groups.map(({ key }) => keyOf(key)), keyOf(rest)] }];
}

function sizeText({ of, hidden }: Sizes, column: string, smallestCell: number | null): string {
  const how = hidden.get(column);
  if (how === undefined) {
    return `n = ${countText(of(column))}`;
  }
  return how === 'small' ? `n ${hiddenText(how, smallestCell)}` : `n ${hiddenText(how, null)}`;
}

interface VariableCounts {
  readonly levels: readonly Level[];
  readonly count: (what: string, column: string) => number;
  readonly hiddenAt: (what: string, column: string) => Hidden | undefined;
  readonly hidden: HiddenCounts;
}

const levelKey = (level: string) => `level ${level}`;

function countsOf(
  reader: AnalysisReader,
  variable: DataColumn,
  groups: readonly Level[],
  sizes: Sizes,
  smallestCell: number | null,
): VariableCounts {
  const { name } = variable;
  const keyOf = (what: string, column: string) => `${what}\n${column}`;
  const levels = groupsOf(variable).filter(
    ({ key }) => reader.count(`${name}=${key}`, all, 'count') > 0,
  );
  const counts: Record<string, number> = {};
  const shown = [...groups.map(({ key }) => key), all];
  for (const column of shown) {
    counts[keyOf('size', column)] = sizes.of(column);
    counts[keyOf('n', column)] = reader.count(name, column, 'n');
    counts[keyOf('missing', column)] = reader.count(name, column, 'missing');
    for (const { key } of levels) {
      counts[keyOf(levelKey(key), column)] = reader.count(`${name}=${key}`, column, 'count');
    }
  }
  const kinds = ['size', 'n', 'missing', ...levels.map(({ key }) => levelKey(key))];
  const across = kinds.flatMap((what) => withRest(counts, groups, (column) => keyOf(what, column)));
  const down = (groups.length === 0 ? shown : [...shown, rest]).flatMap((column) => [
    { total: keyOf('size', column), parts: [keyOf('n', column), keyOf('missing', column)] },
    ...(levels.length === 0
      ? []
      : [
          {
            total: keyOf('n', column),
            parts: levels.map(({ key }) => keyOf(levelKey(key), column)),
          },
        ]),
  ]);
  const settled = Object.fromEntries(
    shown.map((column) => [keyOf('size', column), sizes.hidden.get(column) ?? 'shown'] as const),
  );
  const hidden =
    smallestCell === null
      ? nothingHidden
      : hideSmallCounts({ counts, sums: [...down, ...across] }, smallestCell, settled);
  return {
    levels,
    count: (what, column) => counts[keyOf(what, column)] ?? 0,
    hiddenAt: (what, column) => hidden.get(keyOf(what, column)),
    hidden,
  };
}

interface RowsInput {
  readonly reader: AnalysisReader;
  readonly variable: DataColumn;
  readonly groups: readonly Level[];
  readonly counts: VariableCounts;
  readonly smallestCell: number | null;
  readonly hasTest: boolean;
  readonly marks: FootnoteMarks;
}

function rowsOf(input: RowsInput): StatRow[] {
  const { reader, variable, groups, counts, smallestCell, hasTest, marks } = input;
  const { name, type } = variable;
  const columns = [...groups.map(({ key }) => key), all];
  const test = hasTest ? [testCell(reader, name, marks)] : [];
  const noTest = hasTest ? [emptyCell] : [];
  const header = columnWithUnit(variable);
  const blank = columns.map(() => emptyCell);
  const missing = columns.some((column) => counts.count('missing', column) > 0)
    ? [
        {
          key: `${name} missing`,
          header: 'Not recorded',
          isDetail: true,
          cells: [...columns.map((column) => missingCell(input, column)), ...noTest],
        },
      ]
    : [];
  if (type === 'number') {
    const digits = digitsFor(
      columns.flatMap((column) => reader.number(name, column, 'mean') ?? []),
    );
    const write = (value: number) => roundedText(value, digits);
    const hides = summariesHidden(counts, groups, smallestCell);
    const summary = (make: (column: string) => StatCell) =>
      columns.map((column) =>
        hides(column) ? words(summaryHidden(counts, column, smallestCell)) : make(column),
      );
    return [
      { key: name, header, isDetail: false, cells: [...blank, ...test] },
      {
        key: `${name} mean`,
        header: 'Mean ± SD',
        isDetail: true,
        cells: [...summary((column) => meanCell(reader, name, column, write)), ...noTest],
      },
      {
        key: `${name} median`,
        header: 'Median [quartiles]',
        isDetail: true,
        cells: [...summary((column) => medianCell(reader, name, column, write)), ...noTest],
      },
      ...missing,
    ];
  }
  if (type === 'flag') {
    const cells = columns.map((column) => countAndShare(input, '1', column));
    return [{ key: `${name}=1`, header, isDetail: false, cells: [...cells, ...test] }, ...missing];
  }
  return [
    { key: name, header, isDetail: false, cells: [...blank, ...test] },
    ...counts.levels.map(({ key, label: level }) => ({
      key: `${name}=${key}`,
      header: level,
      isDetail: true,
      cells: [...columns.map((column) => countAndShare(input, key, column)), ...noTest],
    })),
    ...missing,
  ];
}

/** A share tells its denominator, so it goes when either count does. */
function countAndShare(
  { reader, variable, counts, smallestCell }: RowsInput,
  level: string,
  column: string,
): StatCell {
  const what = levelKey(level);
  const how = counts.hiddenAt(what, column);
  if (how !== undefined) {
    return words(hiddenText(how, smallestCell));
  }
  const count = counts.count(what, column);
  if (counts.hiddenAt('n', column) !== undefined) {
    return { text: countText(count) };
  }
  if (counts.count('n', column) === 0) {
    return words('not recorded');
  }
  const share = reader.number(`${variable.name}=${level}`, column, 'percent') ?? 0;
  return { text: `${countText(count)} (${percentText(share)})` };
}

function missingCell({ counts, smallestCell }: RowsInput, column: string): StatCell {
  const how = counts.hiddenAt('missing', column);
  return how === undefined
    ? { text: countText(counts.count('missing', column)) }
    : words(hiddenText(how, smallestCell));
}

/** A group of few men has no mean; the mean of all would tell it. */
function summariesHidden(
  counts: VariableCounts,
  groups: readonly Level[],
  smallestCell: number | null,
): (column: string) => boolean {
  const isFew = (column: string) =>
    smallestCell !== null && isSmall(counts.count('n', column), smallestCell);
  const anyFew = [...groups.map(({ key }) => key), rest].some(isFew);
  return (column) => isFew(column) || (column === all && anyFew);
}

function summaryHidden(
  counts: VariableCounts,
  column: string,
  smallestCell: number | null,
): string {
  return counts.hiddenAt('n', column) === 'small' ? `n < ${smallestCell}` : 'withheld';
}

function meanCell(
  reader: AnalysisReader,
  name: string,
  column: string,
  write: (value: number) => string,
): StatCell {
  const mean = reader.cell(name, column, 'mean', write);
  const spread = reader.cell(name, column, 'sd', write);
  return mean.isWords
    ? mean
    : {
        text: spread.isWords
          ? `${mean.text}, no SD: ${spread.text}`
          : `${mean.text} ± ${spread.text}`,
      };
}

function medianCell(
  reader: AnalysisReader,
  name: string,
  column: string,
  write: (value: number) => string,
): StatCell {
  const median = reader.cell(name, column, 'median', write);
  const quarters = ['q1', 'q3'].map(
    (statistic) => reader.cell(name, column, statistic, write).text,
  );
  return median.isWords ? median : { text: `${median.text} [${quarters.join(' to ')}]` };
}

function testCell(reader: AnalysisReader, name: string, marks: FootnoteMarks): StatCell {
  const cell = reader.cell(name, 'test', 'p', pText);
  const test = reader.text(name, 'test', 'test');
  return cell.isWords || test === null ? cell : { ...cell, mark: marks.markOf(test) };
}
