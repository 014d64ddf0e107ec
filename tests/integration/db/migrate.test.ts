import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MigrationError, migrate } from '@/lib/server/db/migrate';
import { openTestDatabase } from '@/tests/support/database';

const { ownerUrl, appUrl, owner, app } = await openTestDatabase();

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sertoli-migrations-'));
  cpSync('prisma/migrations', folder, { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true }));

function addMigration(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

const run = () => migrate({ ownerUrl, appUrl, folder });

test('the template is up to date, so nothing is applied again', async () => {
  expect(await run()).toEqual([]);
});

test('a failing file leaves nothing behind and names its place', async () => {
  addMigration('29990101000000_broken', 'CREATE TABLE half_made (id int);\nSELECT no_such_column;');
  await expect(run()).rejects.toThrow(
    /^29990101000000_broken\/migration\.sql:2: column "no_such_column" does not exist$/,
  );
  const { rows } = await owner.query("SELECT to_regclass('half_made') AS found");
  expect(rows).toEqual([{ found: null }]);
});

test('three runners at once apply a migration once, function bodies included', async () => {
  addMigration(
    '29990102000000_add_answer',
    'CREATE FUNCTION answer() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 42; END; $$;',
  );
  const results = await Promise.all([run(), run(), run()]);
  expect(results.flat()).toEqual(['29990102000000_add_answer']);
  const { rows } = await owner.query('SELECT answer()');
  expect(rows).toEqual([{ answer: 42 }]);
});

test('a file changed after it was applied is refused', async () => {
  addMigration('29990102000000_add_answer', 'SELECT 1;');
  await expect(run()).rejects.toThrow(MigrationError);
  await expect(run()).rejects.toThrow(/was changed after it had been applied/);
});

test('a database set up by a newer version is refused', async () => {
  await expect(run()).rejects.toThrow(/which this version does not know/);
});
test('the application role can sign in but cannot change the schema', async () => {
  const { rows } = await app.query('SELECT current_user AS role');
  expect(rows).toEqual([{ role: 'sertoli_app' }]);
  await expect(app.query('CREATE TABLE intruder (id int)')).rejects.toThrow(/permission denied/);
});
