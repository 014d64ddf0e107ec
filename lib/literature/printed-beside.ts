import { printedText } from './clinic-figure';
import { figuresOf, type PublishedPaper } from './published-paper';
import { readings } from './readings/readings';

export interface PrintedBeside {
  /** Head of the paper's column; empty for a sentence. */
  readonly column: string;
  readonly printed: string;
}

/**
 * What the paper prints of a row of R's answers ("age_at_consent", "testosterone_total_baseline",
 * "complete_response"), to stand beside the clinic's own table.
 */
export function printedBeside(paper: PublishedPaper, row: string): PrintedBeside[] {
  const { sources } = readings[paper.id];
  return figuresOf(paper).flatMap(({ id, section, column, value }) => {
    const source = sources[id];
    const rows =
      source?.from === 'line'
        ? [source.at.row]
        : source?.from === 'counts'
          ? source.at.map((at) => at.row)
          : source?.from === 'figure'
            ? [source.place.row]
            : [];
    return rows.length === 1 && rows[0] === row
      ? [{ column: section.columns[column] ?? '', printed: printedText(value) }]
      : [];
  });
}
