import 'server-only';

const pieceBytes = 1_048_576;

/** The same bytes in pieces of one size; only the last may be smaller. */
export async function* inPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let kept: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of source) {
    kept.push(bytes);
    length += bytes.length;
    if (length < pieceBytes) {
      continue;
    }
    const whole = Buffer.concat(kept);
    let start = 0;
    for (; start + pieceBytes <= whole.length; start += pieceBytes) {
      yield whole.subarray(start, start + pieceBytes);
    }
    kept = [whole.subarray(start)];
    length = whole.length - start;
  }
  if (length > 0) {
    yield Buffer.concat(kept);
  }
}
