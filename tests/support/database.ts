// Gives a test file its own database: a clone of a template, dropped afterwards.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { closeDatabase } from '@/lib/server/db/client';
import { loadDemo } from '@/lib/server/demo/load-demo';
import { type Connections, connectionsTo } from '@/scripts/launch/database';
import { databaseUrl } from '@/scripts/launch/embedded-postgres';
import { type TestCluster, templateDatabase } from './cluster.ts';

export type TestDatabase = Connections & {
  /** Pool as the owner of the schema. */
  readonly owner: pg.Pool;
  /** Pool as the application's role, which row-level security binds. */
  readonly app: pg.Pool;
};

export type TestDatabaseOptions = {
  /** The history of the demo takes as long to load as many files take to run: it is loaded once for all of them. */
  readonly holds?: 'nothing' | 'demo-history';
};

/**
 * Call once at the top of a test file, before any query. It also points DATABASE_URL and
 * DATABASE_OWNER_URL of this file's worker at the clone, so that the program's own client uses it.
 */
export async function openTestDatabase({
  holds = 'nothing',
}: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const template = holds === 'nothing' ? templateDatabase : await demoHistoryTemplate(cluster);
  const { connections, drop } = await cloneTemplate(cluster, template);
  process.env['DATABASE_URL'] = connections.appUrl;
  process.env['DATABASE_OWNER_URL'] = connections.ownerUrl;
  const owner = new pg.Pool({ connectionString: connections.ownerUrl, max: 4 });
  const app = new pg.Pool({ connectionString: connections.appUrl, max: 10 });
  afterAll(async () => {
    await Promise.all([owner.end(), app.end(), closeDatabase()]);
    await drop();
  });
  return { ...connections, owner, app };
}

export async function cloneTemplate(
  cluster: TestCluster,
  template = templateDatabase,
): Promise<{ connections: Connections; drop: () => Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(
    cluster,
    `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY wal_log OWNER sertoli_owner`,
  );
  return {
    connections: connectionsTo(name, cluster.port, cluster.passwords),
    drop: () => drop(cluster, name),
  };
}

const demoHistoryDatabase = 'sertoli_demo_history';

// Any fixed number will do: files that run side by side wait for the one that loads.
const demoHistoryLock = 7_355_042;

async function demoHistoryTemplate(cluster: TestCluster): Promise<string> {
  const client = await connectAsSuperuser(cluster);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [demoHistoryLock]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [
      demoHistoryDatabase,
    ]);
    if (rowCount === 0) {
      const { connections } = await cloneTemplate(cluster);
      process.env['DATABASE_URL'] = connections.appUrl;
      await loadDemo('history', connections.ownerUrl, () => {});
      await closeDatabase();
      const { pathname } = new URL(connections.ownerUrl);
      await client.query(`ALTER DATABASE ${pathname.slice(1)} RENAME TO ${demoHistoryDatabase}`);
    }
    return demoHistoryDatabase;
  } finally {
    await client.end();
  }
}

/**
 * An ended pool does not wait for its connections to be gone; PostgreSQL waits some seconds for them by itself, where
 * FORCE would cut them off and raise an error in this process. It is for connections that a test left open.
 */
async function drop(cluster: TestCluster, name: string): Promise<void> {
  try {
    await administer(cluster, `DROP DATABASE ${name}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === '55006')) {
      throw error;
    }
    await administer(cluster, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

async function administer(cluster: TestCluster, statement: string): Promise<void> {
  const client = await connectAsSuperuser(cluster);
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function connectAsSuperuser(cluster: TestCluster): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl({
      role: 'postgres',
      password: cluster.superuserPassword,
      port: cluster.port,
      database: 'postgres',
    }),
  });
  await client.connect();
  return client;
}
