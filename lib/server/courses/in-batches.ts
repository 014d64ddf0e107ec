import 'server-only';

/** As many courses as are held in memory at once. */
const batchSize = 500;

/** One batch after the other; what each says of its rows is collected by id. */
export async function inBatches<Row, Value>(
  rows: readonly Row[],
  work: (batch: readonly Row[]) => Promise<Iterable<readonly [string, Value]>>,
): Promise<Map<string, Value>> {
  const found = new Map<string, Value>();
  for (let start = 0; start < rows.length; start += batchSize) {
    for (const [id, value] of await work(rows.slice(start, start + batchSize))) {
      found.set(id, value);
    }
  }
  return found;
}
