import type { DataColumn } from '@/lib/export/data-column';
import { countText, pText, ratioText, roundedText } from '../number-text';
import { groupsOf, type PlanOptions, type PlanScope } from '../plan-options';
import type { AnalysisResults } from '../results';
import { standardAnalyses } from '../standard-plan';
import { hideSmallCounts } from '../suppression';
import { testWords } from '../test-words';
import { AnalysisReader, hiddenText, suppressionNote } from './analysis-reader';
import { columnTitle, columnWithUnit, lowered } from './column-title';
import { populationWords } from './population-words';
import {
  hideProportions,
  intervalCell,
  type ProportionRow,
  proportionCell,
} from './proportion-cells';
import { emptyCell, type StatCell, type StatRow, type StatTable } from './stat-table';

/** What two groups are compared in: the columns by their names and the labels of both groups. */
export interface ContrastInWords {
  readonly outcome: DataColumn;
  readonly exposure: DataColumn;
  readonly first: string;
  readonly second: string;
  readonly firstKey: string;
  readonly secondKey: string;
}

export function contrastInWords(
  { columns }: PlanScope,
  { outcome, contrast }: PlanOptions,
): ContrastInWords | null {
  const outcomeColumn = columns.find(({ name }) => name === outcome);
  const exposure = columns.find(({ name }) => name === contrast?.column);
  if (outcomeColumn === undefined || exposure === undefined || contrast === null) {
    return null;
  }
  const labelOf = (key: string) => {
    const label = groupsOf(exposure).find((level) => level.key === key)?.label ?? key;
    return exposure.type === 'flag' ? `${columnTitle(exposure)}: ${label.toLowerCase()}` : label;
  };
  return {
    outcome: outcomeColumn,
    exposure,
    first: labelOf(contrast.first),
    second: labelOf(contrast.second),
    firstKey: contrast.first,
    secondKey: contrast.second,
  };
}

export interface ContrastTableInput {
  readonly results: AnalysisResults;
  readonly scope: PlanScope;
  readonly options: PlanOptions;
  readonly contrast: ContrastInWords;
  readonly smallestCell: number | null;
}

const all = 'all';
const test = 'test';
const columns = [
  { key: 'value', label: 'Value' },
  { key: 'interval', label: '95% CI' },
  { key: 'p', label: 'p' },
] as const;

const groupTests = [
  'pearson',
  'pearson-yates',
  'fisher-two-sided',
  'fisher-doubled-one-sided',
  'fisher-one-sided',
  'mid-p-central',
  'mid-p-minimum-likelihood',
  'boschloo',
  'barnard-z-pooled',
  'likelihood-ratio',
  'n-1-chi-square',
  'wald-logistic',
] as const;

/** Two groups: shares, differences and ratios with their intervals, and every test by its name, variant and side. */
export function twoGroupsTable(input: ContrastTableInput): StatTable {
  const { results, options, contrast, smallestCell } = input;
  const reader = new AnalysisReader(results, standardAnalyses.contrast);
  const places: readonly (ProportionRow & { readonly label: string })[] = [
    { row: contrast.firstKey, column: all, label: contrast.first },
    { row: contrast.secondKey, column: all, label: contrast.second },
  ];
  const hidden = hideProportions(reader, places, [], smallestCell);
  const isSuppressed = hidden.size > 0;
  const groups = places.map((place) =>
    line(place.row, place.label, [
      proportionCell(reader, place, hidden, smallestCell),
      isSuppressed ? emptyCell : intervalCell(reader, place, 'wilson'),
      emptyCell,
    ]),
  );
  const missing = reader.count('', all, 'missing');
  const empty = places.filter(({ row, column }) => reader.count(row, column, 'n') === 0);
  return {
    id: standardAnalyses.contrast,
    title: `${columnTitle(contrast.outcome)}: ${contrast.first} against ${contrast.second}`,
    scope: `${populationWords[options.population]} in one of the two groups and with a known outcome.`,
    rowHeader: 'Measure',
    columns: isSuppressed ? columns.slice(0, 1) : columns,
    rows: isSuppressed
      ? groups.map((row) => ({ ...row, cells: row.cells.slice(0, 1) }))
      : empty.length > 0
        ? groups
        : [...groups, ...effectRows(reader), ...groupTests.map((name) => testRow(reader, name))],
    sentence: reader.sentence,
    footnotes: [
      {
        text:
          empty.length > 0
            ? `No difference, no ratio and no test: the outcome is known of nobody in ${empty.map(({ label }) => `“${label}”`).join(' and ')}.`
            : `Differences and ratios: the first group (${contrast.first}) against the second (${contrast.second}).`,
      },
      isSuppressed
        ? { text: suppressionNote(smallestCell) }
        : {
            text: `Shares with Wilson’s score interval. Outcome not known: ${countText(missing)}, in no count.`,
          },
    ],
    isSuppressed,
  };
}

function effectRows(reader: AnalysisReader): StatRow[] {
  const points = (value: number) => roundedText(value * 100, 1);
  const value = (method: string, write: (it: number) => string) =>
    reader.cell('', test, `${method}.value`, write);
  const limits = (method: string, write: (it: number) => string) =>
    reader.interval('', test, [`${method}.low`, `${method}.high`], write);
  const none = [emptyCell];
  return [
    line('risk-difference', 'Risk difference in percentage points, Wald interval', [
      value('risk-difference', points),
      limits('risk-difference', points),
      ...none,
    ]),
    line(
      'risk-difference-newcombe',
      'Risk difference in percentage points, Newcombe’s interval from both Wilson intervals',
      [value('risk-difference', points), limits('risk-difference-newcombe', points), ...none],
    ),
    line('relative-risk', 'Risk ratio, interval on the log scale', [
      value('relative-risk', ratioText),
      limits('relative-risk', ratioText),
      ...none,
    ]),
    line('or-ci-profile-likelihood', 'Odds ratio, profile-likelihood interval', [
      value('odds-ratio', ratioText),
      limits('or-ci-profile-likelihood', ratioText),
      ...none,
    ]),
    line('or-ci-woolf-wald', 'Odds ratio, Wald (Woolf) interval', [
      value('odds-ratio', ratioText),
      limits('or-ci-woolf-wald', ratioText),
      ...none,
    ]),
    line('or-conditional-exact', 'Odds ratio, conditional maximum likelihood, exact interval', [
      value('or-conditional-exact', ratioText),
      limits('or-conditional-exact', ratioText),
      ...none,
    ]),
  ];
}

/** "χ² 7.55, df 1" where the test has a statistic. */
function testRow(reader: AnalysisReader, name: string): StatRow {
  const statistic = reader.number('', test, `${name}.statistic`);
  const df = reader.number('', test, `${name}.df`);
  const direction = reader.text('', test, `${name}.direction`);
  const side =
    direction === null ? '' : `: first group ${direction === 'less' ? 'lower' : 'higher'}`;
  return line(name, `${testWords[name] ?? name}${side}`, [
    statistic === null
      ? emptyCell
      : {
          text:
            df === null
              ? `z ${roundedText(statistic, 3)}`
              : `χ² ${roundedText(statistic, 3)}, df ${countText(df)}`,
        },
    emptyCell,
    reader.cell('', test, `${name}.p`, pText),
  ]);
}

/** The outcome by the exposure, adjusted for the covariates. */
export function logisticTable(input: ContrastTableInput, crudeIsSuppressed: boolean): StatTable {
  const { results, scope, options, contrast, smallestCell } = input;
  const reader = new AnalysisReader(results, standardAnalyses.logistic);
  const model = countsOfModel(reader, crudeIsSuppressed, smallestCell);
  const coefficients = rowsInOrder(reader, 'odds-ratio');
  return {
    id: standardAnalyses.logistic,
    title: `${columnTitle(contrast.outcome)}: logistic regression`,
    scope: modelScope(options, reader, model.text),
    rowHeader: 'Coefficient',
    columns: [
      { key: 'odds-ratio', label: 'Odds ratio' },
      { key: 'profile', label: '95% CI', detail: 'profile likelihood' },
      { key: 'wald', label: '95% CI', detail: 'Wald' },
      { key: 'p-lr', label: 'p', detail: 'likelihood ratio' },
      { key: 'p-wald', label: 'p', detail: 'Wald' },
    ],
    rows: model.isSuppressed
      ? []
      : coefficients.map((name) =>
          line(name, coefficientLabel(scope, contrast, name), [
            reader.cell(name, all, 'odds-ratio', ratioText),
            reader.interval(name, all, ['profile-low', 'profile-high'], ratioText),
            reader.interval(name, all, ['wald-low', 'wald-high'], ratioText),
            reader.cell(name, all, 'p-lr', pText),
            reader.cell(name, all, 'p-wald', pText),
          ]),
        ),
    sentence: model.isSuppressed ? suppressedModel(smallestCell) : reader.sentence,
    footnotes: model.isSuppressed
      ? []
      : [
          {
            text: `Adjusted for ${listOf(scope, options)}. Odds ratios of numbers are per unit of the number.${referencesOf(reader, scope)}`,
          },
          {
            text: `C-statistic ${reader.cell('model', all, 'c-statistic', (it) => roundedText(it, 3)).text}. Both tests are two-sided. Men with a missing covariate are left out, not imputed.`,
          },
        ],
    isSuppressed: model.isSuppressed,
  };
}

/** The same comparison with inverse-probability weights, and how alike the groups are before and after. */
export function weightingTable(input: ContrastTableInput, crudeIsSuppressed: boolean): StatTable {
  const { results, scope, options, contrast, smallestCell } = input;
  const reader = new AnalysisReader(results, standardAnalyses.weighting);
  const model = countsOfModel(reader, crudeIsSuppressed, smallestCell);
  const covariates = rowsInOrder(reader, 'smd-before');
  const three = (value: number) => roundedText(value, 3);
  const points = (value: number) => roundedText(value * 100, 1);
  const one = (value: number) => roundedText(value, 1);
  return {
    id: standardAnalyses.weighting,
    title: `${columnTitle(contrast.outcome)}: inverse-probability weighting`,
    scope: modelScope(options, reader, model.text),
    rowHeader: 'Measure',
    columns: [
      { key: 'before', label: 'Before', detail: 'not weighted' },
      { key: 'after', label: 'After', detail: 'weighted' },
      { key: 'interval', label: '95% CI', detail: 'robust' },
      { key: 'p', label: 'p', detail: 'Wald' },
    ],
    rows: model.isSuppressed
      ? []
      : [
          line('odds-ratio', 'Odds ratio', [
            emptyCell,
            reader.cell('model', all, 'odds-ratio', ratioText),
            reader.interval('model', all, ['low', 'high'], ratioText),
            reader.cell('model', all, 'p', pText),
          ]),
          line('risk-difference', 'Risk difference in percentage points', [
            emptyCell,
            reader.cell('model', all, 'risk-difference', points),
            reader.interval('model', all, ['risk-difference-low', 'risk-difference-high'], points),
            emptyCell,
          ]),
          ...covariates.map((name) =>
            line(name, `Standardized difference: ${coefficientLabel(scope, contrast, name)}`, [
              reader.cell(name, all, 'smd-before', three),
              reader.cell(name, all, 'smd-after', three),
              emptyCell,
              emptyCell,
            ]),
          ),
        ],
    sentence: model.isSuppressed ? suppressedModel(smallestCell) : noWeights(reader),
    footnotes: model.isSuppressed
      ? []
      : [
          {
            text: `Propensity by logistic regression on ${listOf(scope, options)}, C-statistic ${reader.cell('model', all, 'c-statistic', three).text}. Stabilized weights for the average effect in everybody, largest ${reader.cell('model', all, 'largest-weight', (it) => roundedText(it, 2)).text}; effective number ${reader.cell('model', contrast.firstKey, 'effective-n', one).text} (${contrast.first}) and ${reader.cell('model', contrast.secondKey, 'effective-n', one).text} (${contrast.second}).`,
          },
          {
            text: 'Robust (sandwich) standard errors; the weights count as known. Test two-sided.',
          },
        ],
    isSuppressed: model.isSuppressed,
  };
}

/** What is modeled is the group, not the event. */
function noWeights({ reason, sentence }: AnalysisReader): string | null {
  return reason === 'separation'
    ? 'The covariates tell without error of some men in which group they are, so that nobody in the other group can stand for them.'
    : sentence;
}

function countsOfModel(
  reader: AnalysisReader,
  crudeIsSuppressed: boolean,
  smallestCell: number | null,
): { readonly text: string; readonly isSuppressed: boolean } {
  const n = reader.count('model', all, 'n');
  const dropped = reader.count('model', all, 'dropped');
  const events = reader.number('model', all, 'events');
  const counts: Record<string, number> = {
    n,
    dropped,
    ...(events === null ? {} : { events, none: n - events }),
  };
  const sums = events === null ? [] : [{ total: 'n', parts: ['events', 'none'] }];
  const hidden = hideSmallCounts({ counts, sums }, smallestCell);
  const isHidden = crudeIsSuppressed || hidden.size > 0;
  const textOf = (key: string, value: number) => {
    const how = hidden.get(key);
    return how === undefined ? countText(value) : hiddenText(how, smallestCell);
  };
  return {
    text: `n = ${textOf('n', n)}, left out ${textOf('dropped', dropped)}`,
    isSuppressed: isHidden,
  };
}

function modelScope(
  { population }: PlanOptions,
  { reason }: AnalysisReader,
  counts: string,
): string {
  const who = `${populationWords[population]} in one of the two groups, with the outcome and every covariate known`;
  return reason === null ? `${who}: ${counts}.` : `${who}.`;
}

function suppressedModel(smallestCell: number | null): string {
  return `Not given: a count of this comparison is below ${smallestCell}, and such a table carries no estimate and no test.`;
}

function rowsInOrder(reader: AnalysisReader, statistic: string): string[] {
  return reader.rows.filter((it) => it.statistic === statistic).map(({ row }) => row);
}

/** "etiology=cryptorchidism" as "Etiology: undescended testes". */
function coefficientLabel(
  { columns: all }: PlanScope,
  { exposure, first, second }: ContrastInWords,
  name: string,
): string {
  const [column = '', level] = name.split('=');
  if (column === exposure.name) {
    return `${first} against ${second}`;
  }
  const found = all.find((it) => it.name === column);
  if (found === undefined) {
    return name;
  }
  const label = columnWithUnit(found);
  const levelLabel = groupsOf(found).find(({ key }) => key === level)?.label;
  return levelLabel === undefined ? label : `${label}: ${levelLabel}`;
}

/** The level that the others of a choice are compared with. */
function referencesOf(reader: AnalysisReader, { columns: all }: PlanScope): string {
  const references = reader.rows.flatMap(({ row, statistic, text }) => {
    const column = all.find(({ name }) => name === row);
    if (statistic !== 'reference' || text === null || column === undefined) {
      return [];
    }
    return [groupsOf(column).find(({ key }) => key === text)?.label ?? text];
  });
  return references.length === 0 ? '' : ` Reference levels: ${references.join(', ')}.`;
}

function listOf(
  { columns: all }: PlanScope,
  { covariates, contrast, outcome }: PlanOptions,
): string {
  const names = covariates.filter((name) => name !== contrast?.column && name !== outcome);
  const labels = names.map((name) => {
    const found = all.find((it) => it.name === name);
    return found === undefined ? name : lowered(columnTitle(found));
  });
  return labels.length === 0 ? 'nothing' : labels.join(', ');
}

function line(key: string, header: string, cells: readonly StatCell[]): StatRow {
  return { key, header, isDetail: false, cells };
}
