import 'server-only';
import { createHash } from 'node:crypto';
import { now } from '../clock';
import { getPool } from '../db/client';
import { translateDatabaseError } from '../db/database-error';
import { newId } from '../db/new-id';
import { type DatabaseUser, inTransaction } from '../db/transaction';
import { inPieces } from './in-pieces';

export interface NewFile {
  readonly siteId: string;
  readonly siteIds: readonly string[];
  /** As the browser saves it: no names and no other identifiers. */
  readonly name: string;
  readonly mediaType: string;
  /** Names, birth dates or record numbers may be in it: then only those may read it who may read them. */
  readonly holdsIdentity: boolean;
  readonly expiresAt: Date;
  readonly requestId: string;
  readonly jobId?: string;
  /** Asked when the last piece is written. */
  readonly rows?: () => number;
}

export interface StoredFile {
  readonly id: string;
  readonly bytes: number;
  /** 64 hexadecimal digits */
  readonly sha256: string;
}

/**
 * Keeps a file in the database, in pieces, each in a transaction of its own: whatever its size, little of it is in
 * memory. Nobody sees it before its last piece; when writing fails, what is there expires at once.
 */
export async function writeStoredFile(
  user: DatabaseUser,
  file: NewFile,
  source: AsyncIterable<Uint8Array>,
): Promise<StoredFile> {
  const { requestId, rows, expiresAt, siteIds, ...columns } = file;
  const scope = { requestId };
  const id = newId();
  await inTransaction(user, scope, (tx) =>
    tx.storedFile.create({
      data: { id, ...columns, siteIds: [...siteIds], expiresAt },
      select: { id: true },
    }),
  );
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    let position = 0;
    for await (const piece of inPieces(source)) {
      hash.update(piece);
      bytes += piece.length;
      position += 1;
      await writePiece(user, id, position, piece);
    }
    const sha256 = hash.digest('hex');
    const rowCount = rows?.() ?? null;
    await inTransaction(user, scope, (tx) =>
      tx.storedFile.update({
        where: { id },
        data: { byteCount: bytes, sha256, rowCount, sealedAt: now() },
        select: { id: true },
      }),
    );
    return { id, bytes, sha256 };
  } catch (error) {
    await inTransaction(user, scope, (tx) =>
      tx.storedFile.updateMany({ where: { id }, data: { expiresAt: now() } }),
    );
    throw error;
  }
}

/** On a connection of `pg`: Prisma would carry the bytes as base64. */
async function writePiece(
  { userId }: DatabaseUser,
  fileId: string,
  position: number,
  piece: Buffer,
): Promise<void> {
  const client = await getPool().connect();
  let isUsable = false;
  try {
    await client.query('BEGIN');
    await client.query("SELECT set_config('app.user_id', $1, true)", [userId]);
    await client.query('INSERT INTO file_piece (file_id, position, bytes) VALUES ($1, $2, $3)', [
      fileId,
      position,
      piece,
    ]);
    await client.query('COMMIT');
    isUsable = true;
  } catch (error) {
    throw translateDatabaseError(error);
  } finally {
    client.release(!isUsable);
  }
}
