import { expect, test } from 'vitest';
import { freePort } from '@/scripts/launch/ports';
import { openTestDatabase } from '@/tests/support/database';
import { endOf, runScript } from '@/tests/support/launched-program';

const { appUrl, ownerUrl } = await openTestDatabase();

async function startOn(port: number, environment: Readonly<Record<string, string>>) {
  const address = `http://localhost:${port}`;
  const child = runScript('scripts/start.ts', [], {
    DATABASE_URL: '',
    DATABASE_OWNER_URL: '',
    HOST: '127.0.0.1',
    NEXTAUTH_SECRET: 'a secret for one test, long enough to be taken',
    NEXTAUTH_URL: address,
    PORT: String(port),
    ...environment,
  });
  return { address, child, ended: endOf(child) };
}

const health = (address: string) =>
  fetch(`${address}/api/health`).then(
    ({ status }) => status,
    () => 'not listening',
  );

test('it migrates, answers when the database does, and stops when asked', async () => {
  const { address, child, ended } = await startOn(await freePort(), {
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: ownerUrl,
  });
  await expect.poll(() => health(address), { timeout: 30_000 }).toBe(200);
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
  expect(await health(address)).toBe('not listening');
});

test('without a database it says in one line what to set', async () => {
  const { ended } = await startOn(await freePort(), {});
  expect(await ended).toEqual({
    code: 1,
    errors:
      'Set DATABASE_URL to the clinic\'s database (see .env.example), or try "npm run demo".\n',
  });
});
