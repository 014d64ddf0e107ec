import 'server-only';
import type { FileProfile } from '@/lib/import/file-profile';
import { type ImportLayout, maximumColumns } from '@/lib/import/import-settings';
import type { DatabaseUser } from '../db/transaction';
import { readStoredFile } from '../files/read-stored-file';
import { type FileRow, readTextRows } from './read-text-rows';
import { readWorkbookRows } from './read-workbook';
import { unreadableFile } from './unreadable-file';

/** More is split by the person: what is read is held in memory until it is written. A proposal. */
export const maximumRows = 250_000;

export async function wholeFile(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/**
 * The rows of a stored file, from its first row on.
 *
 * @throws INVALID_INPUT where it cannot be read, has too many rows or too many columns.
 */
export async function* readFileRows(
  user: DatabaseUser,
  fileId: string,
  format: FileProfile['format'],
  layout: ImportLayout,
): AsyncGenerator<FileRow> {
  const bytes = readStoredFile(user, fileId);
  const rows =
    format === 'xlsx'
      ? readWorkbookRows(await wholeFile(bytes), layout.sheet)
      : readTextRows(bytes, layout);
  for await (const row of rows) {
    if (row.row > maximumRows) {
      throw unreadableFile(`The file has more than ${maximumRows} rows. Split it.`);
    }
    if (row.cells.length > maximumColumns) {
      throw unreadableFile(`Row ${row.row} has more than ${maximumColumns} columns.`);
    }
    yield row;
  }
}
