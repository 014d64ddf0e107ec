import 'server-only';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type Encoding, encodingNames } from '@/lib/import/encoding';
import type { ImportLayout } from '@/lib/import/import-settings';
import { unreadableFile } from './unreadable-file';

export interface FileRow {
  /** As a spreadsheet numbers it, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

const longestRow = 1_000_000;

/** All of them in one file: rows added by another program end otherwise than the titles before them. */
const lineEnds = ['\r\n', '\n', '\r'];

/** @throws INVALID_INPUT where the bytes are not in this encoding, or a quotation mark is not closed. */
export async function* readTextRows(
  bytes: AsyncIterable<Uint8Array>,
  { encoding, delimiter }: Pick<ImportLayout, 'encoding' | 'delimiter'>,
): AsyncGenerator<FileRow> {
  const parser = parse({
    delimiter,
    bom: true,
    record_delimiter: lineEnds,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: longestRow,
  });
  const source = Readable.from(decode(bytes, encoding));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let row = 0;
  try {
    for await (const cells of parser) {
      row += 1;
      yield { row, cells: cells as string[] };
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadableFile(explain(error, row + 1)) : error;
  } finally {
    source.destroy();
  }
}

function explain({ code }: CsvError, row: number): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `A quotation mark is opened in or after row ${row} and never closed.`;
    case 'CSV_MAX_RECORD_SIZE':
      return `Row ${row} is longer than ${longestRow} characters: a quotation mark may be missing.`;
    default:
      return `Row ${row} cannot be read: a quotation mark stands inside a text that is not in quotation marks.`;
  }
}

async function* decode(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let position = 0;
  try {
    for await (const piece of bytes) {
      yield decoder.decode(piece, { stream: true });
      position += piece.length;
    }
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) {
      const name = encodingNames[encoding];
      throw unreadableFile(
        `The file is not ${name} somewhere after byte ${position}. Choose another encoding.`,
      );
    }
    throw error;
  }
}
