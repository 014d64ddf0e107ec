// The folder of an analysis as somebody gets it: one ZIP file, unpacked beside a stock R.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { expect } from 'vitest';

/** The folder that it was unpacked into, after its sums were compared with its files. */
export function unpackArchive(archive: Uint8Array): string {
  const files = unzipSync(archive);
  const folder = mkdtempSync(path.join(tmpdir(), 'sertoli-folder-'));
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  const { SHA256SUMS: sums = new Uint8Array(), ...summed } = files;
  expect(Buffer.from(sums).toString().trim().split('\n').sort()).toEqual(
    Object.entries(summed)
      .map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}`)
      .sort(),
  );
  return folder;
}
