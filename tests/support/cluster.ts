// A throw-away PostgreSQL server in the temporary folder, shared by one test run.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prepareDatabase } from '@/scripts/launch/database';
import {
  type Cluster,
  isAlive,
  openPostgres,
  stopPostgres,
} from '@/scripts/launch/embedded-postgres';

export const templateDatabase = 'sertoli_template';

export type TestCluster = {
  readonly superuserPassword: string;
  readonly port: number;
  readonly passwords: { readonly owner: string; readonly app: string };
};

const prefix = 'sertoli-test-';

// A test server is thrown away, so it need not survive a power cut.
const throwAway = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

export async function openTestCluster(): Promise<{
  cluster: TestCluster;
  close: () => Promise<void>;
}> {
  await sweep();
  const folder = mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  chmodSync(folder, 0o711);
  const password = () => randomBytes(12).toString('hex');
  const passwords = { owner: password(), app: password() };
  const files: Cluster = { folder, superuserPassword: password() };
  const close = () => discard(files);
  try {
    const { port } = await openPostgres(files, { settings: throwAway });
    await prepareDatabase(files, port, templateDatabase, passwords);
    return {
      cluster: { superuserPassword: files.superuserPassword, port, passwords },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Discards what test runs left behind that were killed before they could. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const runner = Number(name.slice(prefix.length).split('-')[0]);
    if (!isAlive(runner)) {
      await discard({ folder: path.join(os.tmpdir(), name), superuserPassword: '' });
    }
  }
}

async function discard(files: Cluster): Promise<void> {
  await stopPostgres(files);
  rmSync(files.folder, { recursive: true, force: true });
}
