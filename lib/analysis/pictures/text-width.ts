/** What every picture is written in: fonts that each machine has one of, so that a saved file looks the same. */
export const pictureFont = 'Arial, Helvetica, "Liberation Sans", "DejaVu Sans", sans-serif';

/**
 * Widths in em, at least as wide as in any of the fonts above (DejaVu Sans is the widest of them); bold
 * letters are about a tenth wider. Text is measured on the server, where no font can be asked.
 */
const widthClasses: readonly (readonly [letters: RegExp, em: number])[] = [
  [/[ijl|'.,:;!·]/, 0.36],
  [/[ ftr()[\]\-/I"]/, 0.46],
  [/[mwMW%@±≥≤→—]/, 1.0],
  [/[A-Z&]/, 0.8],
];
const otherEm = 0.65;
const boldFactor = 1.13;

/** An upper bound in pixels. */
export function textWidth(text: string, size: number, isBold = false): number {
  const em = [...text].reduce(
    (sum, letter) => sum + (widthClasses.find(([letters]) => letters.test(letter))?.[1] ?? otherEm),
    0,
  );
  return em * size * (isBold ? boldFactor : 1);
}

/** Lines no wider than `width`; a word that is wider by itself is cut. */
export function wrapText(text: string, width: number, size: number, isBold = false): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, size, isBold) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') {
      lines.push(line);
    }
    const pieces = cutWord(word, width, size, isBold);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return line === '' ? lines : [...lines, line];
}

function cutWord(word: string, width: number, size: number, isBold: boolean): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && textWidth(piece + letter, size, isBold) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}
