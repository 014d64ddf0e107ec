import 'server-only';
import { Unzip, UnzipInflate } from 'fflate';
import { AppError } from '../app-error';

/** A part of one file of a ZIP, in the order in which they stand in it. */
export interface ZipPart {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
}

/** So little is taken at a time that what it expands to fits into memory, whatever it is: deflate expands 1,032-fold at most. */
const sliceBytes = 16_384;

/** More than any study has; a proposal. */
const mostBytes = 8 * 2 ** 30;

/**
 * Reads a ZIP from its front to its end.
 *
 * @throws INVALID_INPUT for what is no ZIP file, is cut off, or expands to more than a study can hold.
 */
export async function* readZip(file: AsyncIterable<Uint8Array>): AsyncGenerator<ZipPart> {
  let parts: ZipPart[] = [];
  let open = 0;
  let total = 0;
  let files = 0;
  const unzip = new Unzip((entry) => {
    files += 1;
    open += 1;
    entry.ondata = (error, bytes, isLast) => {
      if (error) {
        throw error;
      }
      open -= isLast ? 1 : 0;
      parts.push({ path: entry.name, bytes, isLast });
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  for await (const piece of file) {
    for (let start = 0; start < piece.length; start += sliceBytes) {
      expand(unzip, piece.subarray(start, start + sliceBytes));
      total += parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
      if (total > mostBytes) {
        throw unreadable('It expands to more than a study can hold.');
      }
      yield* parts;
      parts = [];
    }
  }
  if (files === 0 || open > 0) {
    throw unreadable(files === 0 ? 'It is not a ZIP file.' : 'It is cut off.');
  }
}

function expand(unzip: Unzip, slice: Uint8Array): void {
  try {
    unzip.push(slice);
  } catch {
    throw unreadable('It is damaged.');
  }
}

export function unreadable(why: string): AppError {
  return new AppError('INVALID_INPUT', {
    message: `This file cannot be read as a study archive. ${why}`,
  });
}
