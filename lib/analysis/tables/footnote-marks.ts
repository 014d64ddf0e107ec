import { testWords } from '../test-words';
import type { Footnote } from './stat-table';

/** Gives each test that a column of p-values uses its letter, in the order of the rows. */
export class FootnoteMarks {
  readonly #tests: string[] = [];

  markOf(test: string): string {
    if (!this.#tests.includes(test)) {
      this.#tests.push(test);
    }
    return letterOf(this.#tests.indexOf(test));
  }

  get footnotes(): Footnote[] {
    return this.#tests.map((test, index) => ({
      mark: letterOf(index),
      text: `${testWords[test] ?? test}.`,
    }));
  }
}

function letterOf(index: number): string {
  return 'abcdefghijklmnopqrstuvwxyz'.charAt(index);
}
