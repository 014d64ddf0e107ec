// npm run demo as a person meets it: from nothing to a sign-in page, killed in the middle of
// loading, and started again.
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { openDataFolder } from '@/scripts/launch/data-folder';
import { connectionsTo } from '@/scripts/launch/database';
import { runningPort, stopPostgres } from '@/scripts/launch/embedded-postgres';
import { freePort } from '@/scripts/launch/ports';
import { endOf, postmasterOf, runScript } from '@/tests/support/launched-program';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sertoli-launch-'));
chmodSync(folder, 0o711);

afterAll(async () => {
  await stopPostgres(openDataFolder(folder).cluster);
  rmSync(folder, { recursive: true, force: true });
});

type Demo = {
  readonly launcher: ChildProcess;
  readonly ended: ReturnType<typeof endOf>;
  readonly lines: readonly string[];
};

function startDemo(port: number): Demo {
  const launcher = runScript('scripts/demo.ts', ['--port', String(port)], { SERTOLI_DATA: folder });
  const lines: string[] = [];
  if (launcher.stdout) {
    createInterface(launcher.stdout).on('line', (line) => lines.push(line));
  }
  return { launcher, ended: endOf(launcher), lines };
}

const soon = { timeout: 120_000 };

/** The last number that the loader has reported as stored. */
function loadedOf(demo: Demo, what: string): number {
  const numbers = demo.lines.flatMap((line) => line.match(`^${what}: (\\d+) of`)?.[1] ?? []);
  return Number(numbers.at(-1) ?? 0);
}

async function countPatients(): Promise<number> {
  const { cluster, secrets } = openDataFolder(folder);
  const passwords = { owner: secrets.ownerPassword, app: secrets.appPassword };
  const { ownerUrl } = connectionsTo('sertoli', runningPort(cluster) ?? 0, passwords);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM patient',
    );
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}

test('it can be used before the history is loaded, and a killed start is taken up again', async () => {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const first = startDemo(port);
  await expect.poll(() => first.lines, soon).toContain(`Sertoli is running at ${address}`);
  const living = loadedOf(first, 'Living clinic');
  expect(living).toBeGreaterThan(50);
  expect(first.lines.join('\n')).toContain('physician@demo.example');
  expect((await fetch(`${address}/sign-in`)).status).toBe(200);

  await expect.poll(() => loadedOf(first, 'Published cohorts'), soon).toBeGreaterThan(0);
  const stored = living + loadedOf(first, 'Published cohorts');
  process.kill(postmasterOf(folder), 'SIGKILL');
  first.launcher.kill('SIGKILL');
  await first.ended;

  const second = startDemo(port);
  await expect.poll(() => second.lines, soon).toContain(`Sertoli is running at ${address}`);
  expect(second.lines.join('\n')).not.toContain('Living clinic');
  expect(await countPatients()).toBeGreaterThanOrEqual(stored);
  second.launcher.kill('SIGTERM');
  expect(await second.ended).toEqual({ code: 0, errors: '' });
  expect(readFileSync(path.join(folder, 'postgres.log'), 'utf8')).toMatch(/is shut down\n$/);
}, 300_000);
