import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type ZipEntry, zipped } from '@/lib/server/statistics/zip-stream';

const text = Buffer.from('A man, his arm, and a number; '.repeat(20_000));

async function zipOf(size: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (let from = 0; from < text.length; from += size) {
    pieces.push(text.subarray(from, from + size));
  }
  const entries: ZipEntry[] = [
    { path: 'men.csv', pieces },
    { path: 'nobody.csv', pieces: [] },
  ];
  const written: Uint8Array[] = [];
  for await (const piece of zipped(entries, new Date('2026-11-22T12:00:00Z'))) {
    written.push(piece);
  }
  return Buffer.concat(written);
}

test('however its contents come in pieces, a file has the same bytes', async () => {
  const whole = await zipOf(text.length);
  const { 'men.csv': men, 'nobody.csv': nobody } = unzipSync(whole);
  expect([men?.length, nobody?.length]).toEqual([text.length, 0]);
  expect(text.equals(Buffer.from(men ?? []))).toBe(true);
  for (const size of [1_000, 65_536, 70_001]) {
    expect((await zipOf(size)).equals(whole)).toBe(true);
  }
});

test('it says the time of UTC in every time zone', async () => {
  const zip = await zipOf(text.length);
  // MS-DOS: 12:00:00 and 2026-11-22, at their place in the local header.
  expect(zip.readUInt16LE(10)).toBe(12 << 11);
  expect(zip.readUInt16LE(12)).toBe(((2026 - 1980) << 9) | (11 << 5) | 22);
});
