import { printedText } from './clinic-figure';
import { figuresOf, type PublishedFigure, type PublishedPaper } from './published-paper';
import { readings } from './readings/readings';

/** What a paper prints, laid beside a table of the snapshot by the keys of its rows. */
export interface PrintedColumn {
  /** "S0, printed". */
  readonly head: string;
  readonly linesOf: (rowKey: string) => readonly string[];
}

/** Tables of a snapshot, by their ids, that count what an analysis of the comparison counts. */
const standsBeside: Readonly<Record<string, readonly string[]>> = {
  'paper-labs': ['labs'],
  'paper-baseline': ['baseline'],
  'paper-men': ['baseline', 'outcomes'],
  'paper-by-category': ['by-response-category'],
  'paper-by-pattern': ['by-baseline-histology'],
  'paper-effects': ['side-effects'],
  'paper-table-1': ['baseline'],
  'paper-operated': ['baseline', 'outcomes'],
  'paper-all': ['baseline', 'outcomes'],
  'paper-by-histology': ['by-histology'],
};

/** A complete response is sperm in the ejaculate (S0). */
const sameOutcome: Readonly<Record<string, readonly string[]>> = {
  complete_response: ['complete_response', 'ejaculated_sperm'],
};

/**
 * Null where the paper prints nothing that the table shows.
 *
 * @param outcome the column that a table by categories counts; another outcome than the paper's has nothing beside it.
 */
export function printedColumn(
  paper: PublishedPaper,
  tableId: string,
  outcome: string | null,
): PrintedColumn | null {
  const ofAnotherOutcome = new Set(
    readings[paper.id].analyses
      .filter(({ arguments: { event } }) => typeof event === 'string' && !isOutcome(event, outcome))
      .map(({ id }) => id),
  );
  const figures = new Map<string, PublishedFigure[]>();
  for (const figure of figuresOf(paper)) {
    const place = placeOf(paper, figure);
    if (
      place !== null &&
      !ofAnotherOutcome.has(place.analysis) &&
      standsBeside[place.analysis]?.includes(tableId) === true
    ) {
      figures.set(place.key, [...(figures.get(place.key) ?? []), figure]);
    }
  }
  return figures.size === 0
    ? null
    : {
        head: `${paper.id}, printed`,
        linesOf: (key) => {
          const own = figures.get(key) ?? [];
          return own.map((figure) => textOf(paper, figure, figure.row.id !== own[0]?.row.id));
        },
      };
}

function isOutcome(event: string, outcome: string | null): boolean {
  return outcome !== null && (sameOutcome[event] ?? [event]).includes(outcome);
}

/** The row that shows the figure: a table of men has one for the mean and one for the median of a number. */
function placeOf(
  paper: PublishedPaper,
  { id, value }: PublishedFigure,
): { analysis: string; key: string } | null {
  const source = readings[paper.id].sources[id];
  if (source?.from === 'line') {
    const { analysis, row } = source.at;
    const statistic = value.kind === 'quartiles' ? 'median' : 'mean';
    return { analysis, key: source.side === undefined ? `${row} ${statistic}` : row };
  }
  if (source?.from === 'figure') {
    return { analysis: source.place.analysis, key: source.place.row };
  }
  const [at] = source?.from === 'counts' && source.at.length === 1 ? source.at : [];
  return at === undefined ? null : { analysis: at.analysis, key: at.row };
}

/** With the unit where it is not that of the snapshot, and with the row where the paper has more than one here. */
function textOf(
  paper: PublishedPaper,
  { id, section, row, column, value }: PublishedFigure,
  isOfAnotherRow: boolean,
): string {
  const source = readings[paper.id].sources[id];
  const unit = source?.from === 'line' && source.unit !== undefined ? ` ${source.unit.unit}` : '';
  const heads = [isOfAnotherRow ? row.label : '', section.columns[column] ?? ''];
  const head = heads.filter((text) => text !== '').join(', ');
  return `${head === '' ? '' : `${head}: `}${printedText(value)}${unit}`;
}
