import 'server-only';
import { pipeline } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Zip, ZipDeflate, type ZipInputFile } from 'fflate';

export interface ZipEntry {
  readonly path: string;
  readonly pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

const deflated = 8;

/** A ZIP file in pieces, one entry after the other, so that no entry has to fit into memory. */
export async function* zipped(
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
  writtenAt: Date,
): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) {
      throw error;
    }
    made.push(piece);
  });
  for await (const { path, pieces } of entries) {
    const entry: ZipInputFile = {
      filename: path,
      compression: deflated,
      size: 0,
      crc: 0,
      mtime: inUtc(writtenAt),
    };
    zip.add(entry);
    // In a thread of its own, and several times as fast as in this one; who reads is told of a failure.
    const compressed = pipeline(
      evenPieces(pieces),
      async function* (plain: AsyncIterable<Uint8Array>) {
        for await (const piece of plain) {
          entry.crc = crc32(piece, entry.crc);
          entry.size += piece.length;
          yield piece;
        }
      },
      createDeflateRaw(),
      () => {},
    );
    for await (const piece of compressed) {
      entry.ondata?.(null, piece, false);
      yield* made;
      made = [];
    }
    entry.ondata?.(null, new Uint8Array(0), true);
  }
  zip.end();
  yield* made;
}

const pieceBytes = 65_536;

/** What is compressed to what depends on where pieces end: everywhere alike, so that equal contents are equal files. */
async function* evenPieces(pieces: ZipEntry['pieces']): AsyncGenerator<Uint8Array> {
  let even = new Uint8Array(pieceBytes);
  let filled = 0;
  for await (const piece of pieces) {
    for (let taken = 0; taken < piece.length; ) {
      const part = piece.subarray(taken, taken + pieceBytes - filled);
      even.set(part, filled);
      filled += part.length;
      taken += part.length;
      if (filled === pieceBytes) {
        yield even;
        // The one before may still be read.
        even = new Uint8Array(pieceBytes);
        filled = 0;
      }
    }
  }
  yield even.subarray(0, filled);
}

/** A ZIP file keeps the hands of a clock without their zone: everywhere those of UTC, so that its bytes are the same. */
function inUtc(at: Date): Date {
  return new Date(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  );
}

export interface ZipPiece {
  readonly path: string;
  readonly piece: Uint8Array;
}

/**
 * A ZIP file whose entries grow side by side. The first one leaves as it grows; the others wait, compressed, until
 * those before them are complete, so that the largest belongs first.
 */
export async function* zippedTogether(
  paths: readonly string[],
  pieces: AsyncIterable<ZipPiece>,
  writtenAt: Date,
): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) {
      throw error;
    }
    made.push(piece);
  });
  const entries = new Map(
    paths.map((path) => {
      const entry = new ZipDeflate(path, { level: 6 });
      entry.mtime = inUtc(writtenAt);
      zip.add(entry);
      return [path, entry];
    }),
  );
  for await (const { path, piece } of pieces) {
    entries.get(path)?.push(piece);
    yield* made;
    made = [];
    await nextTurn();
  }
  for (const entry of entries.values()) {
    entry.push(new Uint8Array(0), true);
  }
  zip.end();
  yield* made;
}
