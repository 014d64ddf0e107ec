import 'server-only';

/**
 * Rows as PostgreSQL writes them, with the line ends of RFC 4180. A line break within a value becomes a space: SPSS
 * reads each line as a row, whatever is quoted.
 */
export class RowEnds {
  #isQuoted = false;
  #rows = 0;

  /** Rows that have ended so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Pieces may end anywhere, within a character too. */
  convert(piece: Uint8Array): Buffer {
    // Each byte is one character, so that a regular expression of two ASCII characters is safe in UTF-8.
    const parts = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
      .toString('latin1')
      .split('"');
    const converted = parts.map((part, index) => {
      if (index > 0) {
        this.#isQuoted = !this.#isQuoted;
      }
      return this.#isQuoted ? part.replace(/[\r\n]/g, ' ') : this.#ended(part);
    });
    return Buffer.from(converted.join('"'), 'latin1');
  }

  #ended(part: string): string {
    const lines = part.split('\n');
    this.#rows += lines.length - 1;
    return lines.join('\r\n');
  }
}
