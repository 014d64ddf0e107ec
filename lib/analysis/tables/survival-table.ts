import type { DataColumn } from '@/lib/export/data-column';
import { countText, pEquals, percentText, roundedText } from '../number-text';
import { groupsOf, type Population } from '../plan-options';
import type { AnalysisResults } from '../results';
import { hideSmallCounts } from '../suppression';
import { AnalysisReader, hiddenText, suppressionNote } from './analysis-reader';
import { columnTitle, lowered } from './column-title';
import { populationWords } from './population-words';
import { emptyCell, type StatCell, type StatRow, type StatTable, words } from './stat-table';

export interface SurvivalTableInput {
  readonly id: string;
  readonly title: string;
  /** Of the times: "day", "transfer"; they are counted in `units`. */
  readonly unit: string;
  readonly units: string;
  /** What everybody waits for: "Motile sperm seen". */
  readonly event: string;
  readonly censoring: string;
  readonly results: AnalysisResults;
  readonly group: DataColumn | null;
  readonly times: readonly number[];
  readonly population: Population;
  readonly smallestCell: number | null;
}

const all = 'all';

/** Kaplan–Meier: numbers at risk and the share that has had the event, at chosen times, with the log-rank test. */
export function survivalTable(input: SurvivalTableInput): StatTable {
  const { id, title, unit, units, event, censoring, results, group, population, smallestCell } =
    input;
  const reader = new AnalysisReader(results, id);
  const columns = reader.rows
    .filter(({ row, statistic }) => row === 'model' && statistic === 'n')
    .map(({ column }) => column);
  const ordered = [...columns.filter((column) => column !== all), all];
  const times = input.times.filter(
    (time) => time > 0 && reader.count(`risk=${time}`, all, 'at-risk') > 0,
  );
  const curves = new Map(ordered.map((column) => [column, curveOf(reader, column)]));
  const counts: Record<string, number> = {};
  const keyOf = (what: string, column: string) => `${what}\n${column}`;
  for (const column of ordered) {
    for (const what of ['n', 'events'] as const) {
      counts[keyOf(what, column)] = reader.count('model', column, what);
    }
    counts[keyOf('censored', column)] =
      (counts[keyOf('n', column)] ?? 0) - (counts[keyOf('events', column)] ?? 0);
    for (const time of times) {
      counts[keyOf(`risk=${time}`, column)] = reader.count(`risk=${time}`, column, 'at-risk');
    }
  }
  const kinds = ['n', 'events', 'censored', ...times.map((time) => `risk=${time}`)];
  const groups = ordered.filter((column) => column !== all);
  const rest = 'rest';
  if (groups.length > 0) {
    for (const kind of kinds) {
      const known = groups.reduce((sum, column) => sum + (counts[keyOf(kind, column)] ?? 0), 0);
      counts[keyOf(kind, rest)] = (counts[keyOf(kind, all)] ?? 0) - known;
    }
  }
  const sums = [
    ...[...ordered, ...(groups.length > 0 ? [rest] : [])].map((column) => ({
      total: keyOf('n', column),
      parts: [keyOf('events', column), keyOf('censored', column)],
    })),
    ...(groups.length === 0
      ? []
      : kinds.map((kind) => ({
          total: keyOf(kind, all),
          parts: [...groups, rest].map((column) => keyOf(kind, column)),
        }))),
  ];
  const hidden = hideSmallCounts({ counts, sums }, smallestCell);
  const isSuppressed = hidden.size > 0;
  const countCell = (what: string, column: string): StatCell => {
    const how = hidden.get(keyOf(what, column));
    return how === undefined
      ? { text: countText(counts[keyOf(what, column)] ?? 0) }
      : words(hiddenText(how, smallestCell));
  };
  const rows: StatRow[] = [
    row(
      'n',
      'Men',
      ordered.map((column) => countCell('n', column)),
    ),
    row(
      'events',
      event,
      ordered.map((column) => countCell('events', column)),
    ),
    row(
      'censored',
      'Censored',
      ordered.map((column) => countCell('censored', column)),
    ),
    ...times.map((time) =>
      row(
        `risk=${time}`,
        `At risk, ${unit} ${countText(time)}`,
        ordered.map((column) => countCell(`risk=${time}`, column)),
        true,
      ),
    ),
    ...(isSuppressed
      ? []
      : [
          ...times.map((time) =>
            row(
              `cumulative=${time}`,
              `${event} by ${unit} ${countText(time)} (95% CI)`,
              ordered.map((column) =>
                cumulativeCell(reader, column, curves.get(column) ?? [], time),
              ),
              true,
            ),
          ),
          row(
            'median',
            `Median, ${units} (95% CI)`,
            ordered.map((column) => medianCell(reader, column)),
          ),
          row(
            'log-rank',
            'Log-rank test',
            ordered.map((column) =>
              column === all && groups.length > 0 ? logRankCell(reader) : emptyCell,
            ),
          ),
        ].filter(({ key }) => key !== 'log-rank' || groups.length > 0)),
  ];
  const labels = group === null ? [] : groupsOf(group);
  const dropped = reader.count('model', all, 'dropped');
  return {
    id,
    title: group === null ? title : `${title}, by ${lowered(columnTitle(group))}`,
    scope: `${populationWords[population]} with a known time.`,
    rowHeader: 'Kaplan–Meier',
    columns: ordered.map((column) => ({
      key: column,
      label:
        column === all
          ? groups.length === 0
            ? 'Everybody'
            : 'All'
          : (labels.find(({ key }) => key === column)?.label ?? column),
    })),
    rows,
    sentence: reader.sentence,
    footnotes: [
      { text: censoring },
      ...(isSuppressed
        ? [{ text: suppressionNote(smallestCell) }]
        : [
            {
              text: `Kaplan–Meier estimate with Greenwood’s variance, 95% intervals on the log scale of those still waiting; log-rank test, two-sided, not weighted. Time not known: ${countText(dropped)}, in no count.`,
            },
          ]),
    ],
    isSuppressed,
  };
}

interface Step {
  readonly name: string;
  readonly time: number;
}

/** The rows of a curve by time. */
function curveOf(reader: AnalysisReader, column: string): readonly Step[] {
  return reader.rows
    .filter((it) => it.column === column && it.statistic === 'survival' && it.row.startsWith('t='))
    .map(({ row: name }) => ({ name, time: Number(name.slice(2)) }))
    .sort((one, other) => one.time - other.time);
}

/** The curve stays at its value from one time to the next. */
function cumulativeCell(
  reader: AnalysisReader,
  column: string,
  curve: readonly Step[],
  time: number,
): StatCell {
  const last = curve.at(-1);
  if (last === undefined) {
    return words('nobody');
  }
  const step = curve.findLast((it) => it.time <= time);
  if (step === undefined) {
    return { text: percentText(0) };
  }
  if (time > last.time) {
    return words('nobody observed so long');
  }
  const share = reader.cell(step.name, column, 'cumulative', percentText);
  const limits = reader.interval(
    step.name,
    column,
    ['cumulative-low', 'cumulative-high'],
    percentText,
  );
  return { text: `${share.text} (${limits.text})` };
}

function medianCell(reader: AnalysisReader, column: string): StatCell {
  const write = (value: number) => roundedText(value, Number.isInteger(value) ? 0 : 1);
  const median = reader.cell('median', column, 'value', write);
  if (median.isWords) {
    return median;
  }
  const limits = reader.interval('median', column, ['low', 'high'], write);
  return {
    text: limits.isWords ? `${median.text} (no limits)` : `${median.text} (${limits.text})`,
  };
}

function logRankCell(reader: AnalysisReader): StatCell {
  const p = reader.cell('log-rank', 'test', 'p', pEquals);
  if (p.isWords) {
    return p;
  }
  const statistic = reader.cell('log-rank', 'test', 'statistic', (it) => roundedText(it, 3));
  const df = reader.cell('log-rank', 'test', 'df', countText);
  return { text: `χ² ${statistic.text}, df ${df.text}, ${p.text}` };
}

function row(key: string, header: string, cells: readonly StatCell[], isDetail = false): StatRow {
  return { key, header, isDetail, cells };
}
