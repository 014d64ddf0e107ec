import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, test } from 'vitest';
import { findActor } from '@/lib/server/accounts/find-actor';
import { signIn } from '@/lib/server/accounts/sign-in';
import { closeDatabase } from '@/lib/server/db/client';
import { projectFolder } from '@/scripts/launch/project';
import { openTestDatabase } from '@/tests/support/database';

const database = await openTestDatabase();
afterAll(closeDatabase);

const given = {
  email: 'Admin@Example.org',
  name: 'First Administrator',
  'site-code': 'nyc',
  'site-name': 'New York',
  'time-zone': 'America/New_York',
};

function createAdmin(options: Readonly<Record<string, string>>, password?: string) {
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--conditions=react-server', 'scripts/create-admin.ts', ...args],
    {
      cwd: projectFolder,
      encoding: 'utf8',
      input: '',
      env: { ...process.env, DATABASE_OWNER_URL: database.ownerUrl, ADMIN_PASSWORD: password },
    },
  );
  return { stdout, stderr, status };
}

describe('npm run create-admin', () => {
  test('makes the site and its administrator, once', async () => {
    const first = createAdmin(given, 'a long first phrase');
    expect(first).toEqual({
      stdout: 'admin@example.org can now sign in and administers the new site NYC.\n',
      stderr: '',
      status: 0,
    });
    const outcome = await signIn('admin@example.org', 'a long first phrase');
    const actor = outcome.status === 'accepted' ? await findActor(outcome.userId, 1) : null;
    expect(actor?.memberships).toEqual([
      expect.objectContaining({ siteCode: 'NYC', role: 'administrator', seesIdentity: false }),
    ]);

    const again = createAdmin(given, 'a long first phrase');
    expect([again.status, again.stderr]).toEqual([
      1,
      'admin@example.org already has an account.\n',
    ]);
  });

  test('says what is missing where nobody can be asked', () => {
    const { email: _, ...withoutEmail } = given;
    expect(createAdmin(withoutEmail, 'a long first phrase').stderr).toBe(
      'Missing: E-mail. Give it as an argument.\n',
    );
    expect(createAdmin(given).stderr).toBe('Missing: Password. Set ADMIN_PASSWORD.\n');
  });

  test('refuses a weak password and an unknown zone in one line each', () => {
    const { stderr, status } = createAdmin({ ...given, 'time-zone': 'New York' }, 'short');
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(2);
  });

  test('refuses a word that it does not know', () => {
    expect(createAdmin({ ...given, role: 'owner' }).stderr).toContain(
      'Usage: npm run create-admin',
    );
  });
});
