// Where the columns of a text file part, and which line names them.
import { ambiguous, certain, type Detected } from './detected';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

export const delimiterNames: Readonly<Record<Delimiter, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
};

const sampledLines = 50;

/** From the beginning of the file as text; its last line may be cut off. */
export function detectDelimiter(head: string): Detected<Delimiter> {
  const judged = delimiters.map((delimiter) => ({ delimiter, ...regularity(head, delimiter) }));
  const regular = judged.filter(({ columns, share }) => columns > 1 && share >= 0.9);
  const [best, next] = regular.toSorted((one, other) => other.columns - one.columns);
  if (best === undefined) {
    const [likely] = judged.toSorted((one, other) => other.columns - one.columns);
    return likely === undefined || likely.columns <= 1
      ? certain(',', 'The file has one column.')
      : ambiguous(likely.delimiter, 'The lines do not have the same number of columns.');
  }
  const name = delimiterNames[best.delimiter].toLowerCase();
  const evidence = `With the ${name} every line has ${best.columns} columns.`;
  if (next === undefined) {
    return certain(best.delimiter, evidence);
  }
  const other = delimiterNames[next.delimiter].toLowerCase();
  return ambiguous(best.delimiter, `${evidence} With the ${other} it has ${next.columns}.`);
}

function regularity(head: string, delimiter: Delimiter): { columns: number; share: number } {
  const counts = columnCounts(head, delimiter);
  const [most = 1] = [...new Set(counts)].toSorted(
    (one, other) => times(counts, other) - times(counts, one) || other - one,
  );
  return { columns: most, share: counts.length === 0 ? 0 : times(counts, most) / counts.length };
}

function times(counts: readonly number[], count: number): number {
  return counts.filter((one) => one === count).length;
}

/** Columns of each line that is not blank; delimiters and line ends inside quotes do not count. */
function columnCounts(head: string, delimiter: Delimiter): number[] {
  const counts: number[] = [];
  let columns = 1;
  let isQuoted = false;
  let isBlank = true;
  for (const character of head) {
    if (character === '"') {
      isQuoted = !isQuoted;
      isBlank = false;
    } else if (isQuoted) {
      isBlank = false;
    } else if (character === '\n') {
      if (!isBlank) {
        counts.push(columns);
      }
      [columns, isBlank] = [1, true];
      if (counts.length === sampledLines) {
        return counts;
      }
    } else if (character === delimiter) {
      [columns, isBlank] = [columns + 1, false];
    } else if (character.trim() !== '') {
      isBlank = false;
    }
  }
  // The last line counts only where it is the only one: it may be cut off.
  return counts.length === 0 && !isBlank ? [columns] : counts;
}

/** The number of the line that names the columns, from 1; 0 where none does. */
export function detectHeaderRow(rows: readonly (readonly string[])[]): Detected<number> {
  const filled = rows.map((cells) => cells.filter((cell) => cell.trim() !== '').length);
  const widest = Math.max(0, ...filled);
  const index = filled.findIndex((count) => count > 0 && count >= widest / 2);
  const cells = rows[index]?.filter((cell) => cell.trim() !== '') ?? [];
  if (index < 0) {
    return ambiguous(1, 'The file is empty.');
  }
  const names = new Set(cells.map((cell) => cell.trim().toLowerCase()));
  const isNames = cells.every((cell) => !/^[\s<>=]*\d[\d.,/:\s-]*$/.test(cell));
  if (!isNames) {
    return ambiguous(0, `Row ${index + 1} holds numbers or dates: the file may have no titles.`);
  }
  if (names.size < cells.length) {
    return ambiguous(index + 1, `Row ${index + 1} names two columns alike.`);
  }
  return index === 0
    ? certain(1, 'Row 1 holds a different text over each column.')
    : ambiguous(index + 1, `Row ${index + 1} is the first that has as many cells as the rest.`);
}
