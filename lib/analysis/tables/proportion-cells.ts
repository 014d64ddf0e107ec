import { countText, percentText } from '../number-text';
import {
  type CountSum,
  type CountTable,
  type HiddenCounts,
  hideSmallCounts,
  nothingHidden,
} from '../suppression';
import { type AnalysisReader, hiddenText } from './analysis-reader';
import { emptyCell, type StatCell, words } from './stat-table';

/** Rows of "events of n", some of them totals of others, as R's proportions answer them. */
export interface ProportionRow {
  readonly row: string;
  readonly column: string;
}

const keyOf = ({ row, column }: ProportionRow, what: string) => `${row}\n${column}\n${what}`;

/**
 * Which of the counts are hidden; whoever had no event is a count too.
 *
 * @param besideMissing the table says of each row how many are missing, and everybody can be known from another row.
 */
export function hideProportions(
  reader: AnalysisReader,
  rows: readonly ProportionRow[],
  totals: readonly { readonly total: ProportionRow; readonly parts: readonly ProportionRow[] }[],
  smallestCell: number | null,
  besideMissing = false,
): HiddenCounts {
  if (smallestCell === null) {
    return nothingHidden;
  }
  const counts: Record<string, number> = {};
  const settled: Record<string, 'shown'> = {};
  const sums: CountSum[] = rows.map((place) => {
    const n = reader.count(place.row, place.column, 'n');
    const count = reader.count(place.row, place.column, 'count');
    counts[keyOf(place, 'n')] = n;
    counts[keyOf(place, 'count')] = count;
    counts[keyOf(place, 'none')] = n - count;
    return { total: keyOf(place, 'n'), parts: [keyOf(place, 'count'), keyOf(place, 'none')] };
  });
  for (const { total, parts } of totals) {
    for (const what of ['n', 'count', 'none']) {
      sums.push({ total: keyOf(total, what), parts: parts.map((part) => keyOf(part, what)) });
    }
  }
  for (const place of besideMissing ? rows : []) {
    const [men, n, missing] = (['men', 'n', 'missing'] as const).map((what) => keyOf(place, what));
    if (men !== undefined && n !== undefined && missing !== undefined) {
      counts[missing] = reader.count(place.row, place.column, 'missing');
      counts[men] = (counts[n] ?? 0) + counts[missing];
      settled[men] = 'shown';
      sums.push({ total: men, parts: [n, missing] });
    }
  }
  const table: CountTable = { counts, sums };
  return hideSmallCounts(table, smallestCell, settled);
}

/** How many of a row are missing, where that is said beside it. */
export function missingCell(
  reader: AnalysisReader,
  place: ProportionRow,
  hidden: HiddenCounts,
  smallestCell: number | null,
): StatCell {
  const how = hidden.get(keyOf(place, 'missing'));
  return how === undefined
    ? { text: countText(reader.count(place.row, place.column, 'missing')) }
    : words(hiddenText(how, smallestCell));
}

/** "7/26 (26.9%)"; a share tells its denominator, so it goes when either count does. */
export function proportionCell(
  reader: AnalysisReader,
  place: ProportionRow,
  hidden: HiddenCounts,
  smallestCell: number | null,
): StatCell {
  const { row, column } = place;
  const [count, n] = (['count', 'n'] as const).map((what) => {
    const how = hidden.get(keyOf(place, what));
    return how === undefined
      ? { text: countText(reader.count(row, column, what)), isHidden: false }
      : { text: hiddenText(how, smallestCell), isHidden: true };
  });
  if (count === undefined || n === undefined || count.isHidden || n.isHidden) {
    return words(`${count?.text} of ${n?.text}`);
  }
  if (n.text === '0') {
    return words('nobody');
  }
  const share = reader.cell(row, column, 'percent', percentText);
  return { text: `${count.text}/${n.text} (${share.text})` };
}

export function intervalCell(
  reader: AnalysisReader,
  { row, column }: ProportionRow,
  method: 'wilson' | 'clopper-pearson',
): StatCell {
  if (reader.count(row, column, 'n') === 0) {
    return emptyCell;
  }
  return reader.interval(row, column, [`${method}-low`, `${method}-high`], percentText);
}
