// The build is copied to machines that have nothing of the project: what R needs must come along.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inProject } from '@/scripts/launch/project';

test('R starts from a copy of the build, without the packages of the project', async () => {
  const copy = mkdtempSync(path.join(tmpdir(), 'sertoli-build-'));
  for (const part of [
    'lib/server/statistics',
    'node_modules/server-only',
    'node_modules/webr',
    'node_modules/ws',
    'node_modules/xmlhttprequest-ssl',
  ]) {
    cpSync(inProject('.next/standalone', part), path.join(copy, part), { recursive: true });
  }
  const child = fork(path.join(copy, 'lib/server/statistics/r-child.mjs'), ['1536'], {
    cwd: copy,
    execArgv: ['--conditions=react-server'],
    serialization: 'advanced',
  });
  try {
    const script = 'writeLines(as.character(1 + 1), "results.csv")';
    child.send({ kind: 'piece', piece: Buffer.from(script) });
    child.send({ kind: 'file', path: 'run.R' });
    child.send({ kind: 'run' });
    const [{ results }] = await once(child, 'message');
    expect(Buffer.from(results).toString()).toBe('2\n');
  } finally {
    child.kill();
    rmSync(copy, { recursive: true });
  }
});
