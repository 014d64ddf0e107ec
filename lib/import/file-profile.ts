// What a whole file says about its columns, gathered row by row.
import { asStorableText } from '@/lib/core/storable-text';
import { addDateEvidence, type DateEvidence, noDateEvidence } from './date-format';
import type { Detected } from './detected';
import type { Encoding } from './encoding';
import type { Delimiter } from './layout';
import { addNumberEvidence, type NumberEvidence, noNumberEvidence } from './number-format';

export interface ColumnProfile {
  /** From 0. */
  readonly column: number;
  readonly title: string;
  /** Up to five different values. */
  readonly examples: string[];
  filled: number;
  readonly dates: DateEvidence;
  readonly numbers: NumberEvidence;
}

export interface FileProfile {
  readonly format: 'csv' | 'xlsx' | 'fhir-bundle';
  /** Of a text file; null for a workbook. */
  readonly encoding: Detected<Encoding> | null;
  readonly delimiter: Detected<Delimiter> | null;
  /** Of a workbook, in their order. */
  readonly sheets: readonly string[];
  readonly headerRow: Detected<number>;
  readonly columns: readonly ColumnProfile[];
  /** Rows below the titles that are not blank. */
  readonly rows: number;
}

const shownExamples = 5;
const longestExample = 60;

export interface ProfileBuilder {
  /** One row below the titles. */
  add(cells: readonly string[]): void;
  finish(): { readonly columns: readonly ColumnProfile[]; readonly rows: number };
}

/** `titles` are the cells of the header row; a column without one is called by its letter. */
export function profileBuilder(titles: readonly string[], maximum: number): ProfileBuilder {
  const columns: ColumnProfile[] = [];
  const columnAt = (index: number): ColumnProfile => {
    for (let next = columns.length; next <= index; next += 1) {
      const title = titles[next]?.trim() || `Column ${columnLetters(next)}`;
      columns.push({
        column: next,
        title: asStorableText(title.slice(0, 500)),
        examples: [],
        filled: 0,
        dates: noDateEvidence(),
        numbers: noNumberEvidence(),
      });
    }
    return columns[index] as ColumnProfile;
  };
  if (titles.length > 0) {
    columnAt(Math.min(titles.length, maximum) - 1);
  }
  let rows = 0;
  return {
    add: (cells) => {
      let isBlank = true;
      cells.slice(0, maximum).forEach((cell, index) => {
        const text = cell.trim();
        if (text !== '') {
          isBlank = false;
          addValue(columnAt(index), text);
        }
      });
      rows += isBlank ? 0 : 1;
    },
    finish: () => ({ columns, rows }),
  };
}

function addValue(column: ColumnProfile, text: string): void {
  column.filled += 1;
  addDateEvidence(column.dates, text);
  addNumberEvidence(column.numbers, text);
  const example = asStorableText(text.slice(0, longestExample));
  if (column.examples.length < shownExamples && !column.examples.includes(example)) {
    column.examples.push(example);
  }
}

/** 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}
