import 'server-only';
import { invariant } from '@/lib/core/invariant';
import { AppError } from '../app-error';
import { type DatabaseUser, inReadTransaction, type Transaction } from '../db/transaction';

/**
 * The bytes of a file, a piece at a time and each read on its own: who downloads slowly holds nothing.
 *
 * @throws NOT_FOUND before the first piece, where there is no such file, it has expired or it holds what the user may not read
 */
export async function* readStoredFile(
  user: DatabaseUser,
  fileId: string,
): AsyncGenerator<Uint8Array> {
  const file = await getStoredFile(user, fileId);
  if (file === null) {
    throw new AppError('NOT_FOUND', { message: 'This file is not kept any more.' });
  }
  let bytes = 0;
  for (let position = 1; bytes < file.bytes; position += 1) {
    const piece = await inReadTransaction(user, (tx) =>
      tx.filePiece.findUnique({ where: { fileId_position: { fileId, position } } }),
    );
    // A reader must not take a part for the whole.
    invariant(piece !== null, 'a piece of the file is gone');
    bytes += piece.bytes.length;
    yield piece.bytes;
  }
}

export interface StoredFileView {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly holdsIdentity: boolean;
  readonly siteIds: readonly string[];
  readonly jobId: string | null;
  readonly bytes: number;
  /** Null where nobody counted. */
  readonly rows: number | null;
  readonly sha256: string;
  readonly expiresAt: Date;
  /** Its bytes have been dropped; what it was stays. */
  readonly isPurged: boolean;
}

/** A file whose bytes are there; null for one that is still written or has expired. */
export async function findStoredFile(
  tx: Transaction,
  fileId: string,
): Promise<StoredFileView | null> {
  const row = await tx.storedFile.findUnique({ where: { id: fileId } });
  const file = row && viewStoredFile(row);
  return file === null || file.isPurged ? null : file;
}

/** The same on its own. */
export function getStoredFile(user: DatabaseUser, fileId: string): Promise<StoredFileView | null> {
  return inReadTransaction(user, (tx) => findStoredFile(tx, fileId));
}

type Row = NonNullable<Awaited<ReturnType<Transaction['storedFile']['findUnique']>>>;

/** Null while it is still written. */
export function viewStoredFile(row: Row): StoredFileView | null {
  const { id, name, mediaType, holdsIdentity, siteIds, jobId, sha256, expiresAt } = row;
  const { byteCount, rowCount, sealedAt, purgedAt } = row;
  if (sealedAt === null || sha256 === null) {
    return null;
  }
  return {
    id,
    name,
    mediaType,
    holdsIdentity,
    siteIds,
    jobId,
    bytes: Number(byteCount),
    rows: rowCount === null ? null : Number(rowCount),
    sha256,
    expiresAt,
    isPurged: purgedAt !== null,
  };
}
