import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimCluster } from '@/scripts/launch/claim';
import { discardDataFolder, openDataFolder } from '@/scripts/launch/data-folder';
import { isAlive, openPostgres, stopPostgres } from '@/scripts/launch/embedded-postgres';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sertoli-launch-'));
  chmodSync(folder, 0o711);
});

afterEach(async () => {
  if (existsSync(folder)) {
    await stopPostgres(openDataFolder(folder).cluster);
    rmSync(folder, { recursive: true });
  }
});

test('secrets are made once and only their owner can read them', () => {
  const { secrets } = openDataFolder(folder);
  expect(openDataFolder(folder).secrets).toEqual(secrets);
  expect(new Set(Object.values(secrets)).size).toBe(4);
  expect(statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('discarding stops a database that a killed launcher left behind', async () => {
  const { pid } = await openPostgres(openDataFolder(folder).cluster);
  await discardDataFolder(folder);
  expect([isAlive(pid), existsSync(folder)]).toEqual([false, false]);
});

test('discarding is refused while a launcher runs on the data', async () => {
  const { cluster } = openDataFolder(folder);
  const { pid, port } = await openPostgres(cluster);
  const claim = await claimCluster(cluster, port);
  await expect(discardDataFolder(folder)).rejects.toThrow(
    `Another launcher is already running on ${folder}: stop it first.`,
  );
  expect(isAlive(pid)).toBe(true);
  await claim.release();
});

test('discarding what is not there does nothing', async () => {
  rmSync(folder, { recursive: true });
  await discardDataFolder(folder);
  expect(existsSync(folder)).toBe(false);
});

test('passwords that do not fit the database are named as the cause', async () => {
  const { cluster } = openDataFolder(folder);
  await openPostgres(cluster);
  await expect(openPostgres({ ...cluster, superuserPassword: 'another' })).rejects.toThrow(
    `The passwords kept in ${folder} do not fit its database; delete the folder to start afresh.`,
  );
});
