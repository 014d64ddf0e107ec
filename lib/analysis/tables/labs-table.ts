import { countText, digitsFor, pText, roundedText } from '../number-text';
import type { Population } from '../plan-options';
import type { AnalysisResults } from '../results';
import { type labPairs, standardAnalyses } from '../standard-plan';
import { hideSmallCounts, isSmall } from '../suppression';
import { AnalysisReader, hiddenText, suppressionNote } from './analysis-reader';
import { populationWords } from './population-words';
import { type StatCell, type StatRow, type StatTable, words } from './stat-table';

export interface LabsTableInput {
  readonly results: AnalysisResults;
  readonly pairs: ReturnType<typeof labPairs>;
  readonly population: Population;
  readonly smallestCell: number | null;
}

/** In place of the table and of the picture. */
export const noPairs = 'Nobody has a value of the same analyte both before and on treatment.';

const all = 'all';
const counted = ['pairs', 'only-before', 'only-after'] as const;

/** Laboratory values before and on treatment of the men who have both. */
export function labsTable({ results, pairs, population, smallestCell }: LabsTableInput): StatTable {
  const reader = new AnalysisReader(results, standardAnalyses.labs);
  const names = pairs.map(({ before }) => before.name);
  const counts = Object.fromEntries(
    names.flatMap((name) =>
      counted.map((what) => [`${name}\n${what}`, reader.count(name, all, what)] as const),
    ),
  );
  const hidden = hideSmallCounts({ counts, sums: [] }, smallestCell);
  const isSuppressed = hidden.size > 0;
  const countCell = (name: string, what: (typeof counted)[number]): StatCell => {
    const how = hidden.get(`${name}\n${what}`);
    return how === undefined
      ? { text: countText(reader.count(name, all, what)) }
      : words(hiddenText(how, smallestCell));
  };
  const rows = pairs.map(({ before }): StatRow => {
    const { name, label, unit } = before;
    const few = smallestCell !== null && isSmall(reader.count(name, all, 'pairs'), smallestCell);
    const means = ['mean-before', 'mean-after'].flatMap((it) => reader.number(name, all, it) ?? []);
    const digits = digitsFor(means);
    const write = (value: number) => roundedText(value, digits);
    const meanOf = (moment: 'before' | 'after') =>
      few ? words('withheld') : meanCell(reader, name, moment, write);
    return {
      key: name,
      header: analyteOf(label, unit),
      isDetail: false,
      cells: [
        countCell(name, 'pairs'),
        meanOf('before'),
        meanOf('after'),
        ...(isSuppressed
          ? []
          : [
              reader.cell(name, all, 'difference', write),
              reader.interval(name, all, ['difference-low', 'difference-high'], write),
              reader.cell(name, all, 'p-t', pText),
              reader.cell(name, all, 'p-wilcoxon', pText),
            ]),
        countCell(name, 'only-before'),
        countCell(name, 'only-after'),
      ],
    };
  });
  return {
    id: standardAnalyses.labs,
    title: 'Laboratory values before and on treatment',
    scope: `${populationWords[population]} with both values of an analyte (pairs).`,
    rowHeader: 'Analyte, unit',
    columns: [
      { key: 'pairs', label: 'Pairs' },
      { key: 'before', label: 'Before', detail: 'mean ± SD' },
      { key: 'after', label: 'On treatment', detail: 'mean ± SD' },
      ...(isSuppressed
        ? []
        : [
            { key: 'difference', label: 'Difference', detail: 'on treatment − before' },
            { key: 'interval', label: '95% CI', detail: 'of the difference' },
            { key: 'p-t', label: 'p', detail: 'paired t' },
            { key: 'p-wilcoxon', label: 'p', detail: 'signed rank' },
          ]),
      { key: 'only-before', label: 'Only before' },
      { key: 'only-after', label: 'Only on treatment' },
    ],
    rows,
    sentence:
      reader.sentence ??
      (names.every((name) => reader.count(name, all, 'pairs') === 0) ? noPairs : null),
    footnotes: [
      {
        text: 'Means, SDs and differences are of the pairs. “Only before” and “only on treatment” count the men with one of the two values; they are in no mean.',
      },
      ...(isSuppressed
        ? [{ text: suppressionNote(smallestCell) }]
        : [
            {
              text: 'Paired t-test, two-sided, with its 95% confidence interval; Wilcoxon signed-rank test, two-sided, differences of zero left out, normal approximation with continuity and tie correction. p-values are not corrected for the number of analytes.',
            },
          ]),
    ],
    isSuppressed,
  };
}

/** "Testosterone before treatment" stands under a head that says before. */
function analyteOf(label: string, unit: string | undefined): string {
  const analyte = label.replace(/ before treatment$/, '');
  return unit === undefined ? analyte : `${analyte}, ${unit}`;
}

function meanCell(
  reader: AnalysisReader,
  name: string,
  moment: 'before' | 'after',
  write: (value: number) => string,
): StatCell {
  const mean = reader.cell(name, all, `mean-${moment}`, write);
  const spread = reader.cell(name, all, `sd-${moment}`, write);
  if (mean.isWords) {
    return mean;
  }
  return {
    text: spread.isWords ? `${mean.text}, no SD: ${spread.text}` : `${mean.text} ± ${spread.text}`,
  };
}
