import 'server-only';
import { Buffer } from 'node:buffer';

const pieceLength = 64 * 1024;

/** Text in UTF-8, gathered into pieces that are worth storing. */
export async function* inPieces(parts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let waiting: string[] = [];
  let length = 0;
  for await (const part of parts) {
    waiting.push(part);
    length += part.length;
    if (length >= pieceLength) {
      yield Buffer.from(waiting.join(''));
      waiting = [];
      length = 0;
    }
  }
  if (length > 0) {
    yield Buffer.from(waiting.join(''));
  }
}
