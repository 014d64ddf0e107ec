import 'server-only';
import { createHash } from 'node:crypto';
import type { ZipEntry } from '../statistics/zip-stream';

/** The files with one more at the end: the sums of them all, as sha256sum writes them. */
export async function* withSums(
  files: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
): AsyncGenerator<ZipEntry> {
  const sums: string[] = [];
  for await (const { path, pieces } of files) {
    const hash = createHash('sha256');
    yield { path, pieces: hashed(pieces, hash.update.bind(hash)) };
    sums.push(`${hash.digest('hex')}  ${path}\n`);
  }
  yield { path: 'SHA256SUMS', pieces: [Buffer.from(sums.join(''))] };
}

async function* hashed(pieces: ZipEntry['pieces'], update: (piece: Uint8Array) => unknown) {
  for await (const piece of pieces) {
    update(piece);
    yield piece;
  }
}
