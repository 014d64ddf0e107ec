import { openSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { isAlive } from '@/scripts/launch/embedded-postgres';
import { startWorker, type Worker } from '@/scripts/launch/worker';
import { openTestDatabase } from '@/tests/support/database';

const { owner, appUrl } = await openTestDatabase();

const started: Worker[] = [];
afterAll(() => Promise.all(started.map(({ stop }) => stop())));

const seen = async () => {
  const { rows } = await owner.query<{ id: string }>(
    `SELECT worker_id AS id FROM worker_heartbeat ORDER BY seen_at`,
  );
  return rows.map(({ id }) => id);
};

test('a worker says that it is alive, comes back when it was killed, and stops when asked', async () => {
  const worker = startWorker({
    environment: { DATABASE_URL: appUrl },
    output: openSync('/dev/null', 'w'),
  });
  started.push(worker);
  await expect.poll(seen, { timeout: 40_000 }).toHaveLength(1);
  const first = Number(worker.pid());
  process.kill(first, 'SIGKILL');
  await expect.poll(seen, { timeout: 40_000 }).toHaveLength(2);
  const second = Number(worker.pid());
  expect(second).not.toBe(first);
  await worker.stop();
  expect(isAlive(second)).toBe(false);
});
