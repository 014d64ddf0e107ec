import { roundedText } from '../number-text';
import { reasonWords } from '../reason-words';
import type { AnalysisResults, CannotSay, Figure, ResultRow } from '../results';
import type { Hidden } from '../suppression';
import { type StatCell, words } from './stat-table';

/** One analysis of R's answer. */
export class AnalysisReader {
  readonly rows: readonly ResultRow[];
  readonly #results: AnalysisResults;
  readonly #analysis: string;

  constructor(results: AnalysisResults, analysis: string) {
    this.#results = results;
    this.#analysis = analysis;
    this.rows = results.of(analysis);
  }

  /** Why the analysis as a whole has no answer. */
  get reason(): CannotSay | null {
    const whole = this.rows.find((it) => it.row === '' && it.column === '' && it.statistic === '');
    return this.rows.length === 0 ? 'failed' : (whole?.reason ?? null);
  }

  get sentence(): string | null {
    return this.reason === null ? null : reasonWords[this.reason].sentence;
  }

  figure(row: string, column: string, statistic: string): Figure {
    return this.#results.figure({ analysis: this.#analysis, row, column, statistic });
  }

  /** Counts are never missing from an answer that has the row; another answer is a count of none. */
  count(row: string, column: string, statistic: string): number {
    const figure = this.figure(row, column, statistic);
    return figure.kind === 'number' ? figure.value : 0;
  }

  number(row: string, column: string, statistic: string): number | null {
    const figure = this.figure(row, column, statistic);
    return figure.kind === 'number' ? figure.value : null;
  }

  text(row: string, column: string, statistic: string): string | null {
    const figure = this.figure(row, column, statistic);
    return figure.kind === 'text' ? figure.text : null;
  }

  /** The number, or why there is none. */
  cell(row: string, column: string, statistic: string, write: (value: number) => string): StatCell {
    return figureCell(this.figure(row, column, statistic), write);
  }

  /** "1.72 (1.11 to 2.70)", or why there is none; statistics of the value and of both ends. */
  interval(
    row: string,
    column: string,
    [low, high]: readonly [string, string],
    write: (value: number) => string,
  ): StatCell {
    const [from, to] = [low, high].map((end) => this.figure(row, column, end));
    if (from?.kind !== 'number' && to?.kind !== 'number') {
      return from === undefined ? words('failed') : figureCell(from, write);
    }
    return { text: `${endText(from, write)} to ${endText(to, write)}` };
  }
}

/** A limit that does not exist leaves the other one. */
function endText(figure: Figure | undefined, write: (value: number) => string): string {
  return figure?.kind === 'number' ? write(figure.value) : 'no limit';
}

function figureCell(figure: Figure, write: (value: number) => string): StatCell {
  switch (figure.kind) {
    case 'number':
      return { text: write(figure.value) };
    case 'text':
      return { text: figure.text };
    default:
      return words(reasonWords[figure.reason].cell);
  }
}

/** What stands for a count that is not shown. */
export function hiddenText(hidden: Hidden, smallestCell: number | null): string {
  return hidden === 'small' && smallestCell !== null
    ? `< ${roundedText(smallestCell, 0)}`
    : 'withheld';
}

/** Of a table with a hidden count. */
export function suppressionNote(smallestCell: number | null): string {
  return `Counts from 1 to ${(smallestCell ?? 1) - 1} are shown as “< ${smallestCell}”, and counts that such a one could be computed from as “withheld”; therefore this table carries no test, no estimate and no interval.`;
}
