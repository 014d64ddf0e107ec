// Gives a test file its own database: a clone of the migrated template, dropped afterwards.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { closeDatabase } from '@/lib/server/db/client';
import { type Connections, connectionsTo } from '@/scripts/launch/database';
import { databaseUrl } from '@/scripts/launch/embedded-postgres';
import { type TestCluster, templateDatabase } from './cluster.ts';

export type TestDatabase = Connections & {
  /** Pool as the owner of the schema. */
  readonly owner: pg.Pool;
  /** Pool as the application's role, which row-level security binds. */
  readonly app: pg.Pool;
};

/**
 * Call once at the top of a test file, before any query. It also points DATABASE_URL and
 * DATABASE_OWNER_URL of this file's worker at the clone, so that the program's own client uses it.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { connections, drop } = await cloneTemplate(inject('cluster'));
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
): Promise<{ connections: Connections; drop: () => Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(
    cluster,
    `CREATE DATABASE ${name} TEMPLATE ${templateDatabase} STRATEGY wal_log OWNER sertoli_owner`,
  );
  return {
    connections: connectionsTo(name, cluster.port, cluster.passwords),
    drop: () => drop(cluster, name),
  };
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
  const client = new pg.Client({
    connectionString: databaseUrl({
      role: 'postgres',
      password: cluster.superuserPassword,
      port: cluster.port,
      database: 'postgres',
    }),
  });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
