// The roles and the database inside a cluster, and the two connections the program is given.
import pg from 'pg';
import { migrate } from '@/lib/server/db/migrate';
import { type Cluster, databaseUrl, superuserUrl } from './embedded-postgres.ts';

export const ownerRole = 'sertoli_owner';
export const appRole = 'sertoli_app';

export type RolePasswords = { readonly owner: string; readonly app: string };

export type Connections = {
  /** As the application's role: DATABASE_URL. */
  readonly appUrl: string;
  /** As the owner, who alone may change the schema: DATABASE_OWNER_URL. */
  readonly ownerUrl: string;
};

export function connectionsTo(
  database: string,
  port: number,
  passwords: RolePasswords,
): Connections {
  return {
    appUrl: databaseUrl({ role: appRole, password: passwords.app, port, database }),
    ownerUrl: databaseUrl({ role: ownerRole, password: passwords.owner, port, database }),
  };
}

/** Creates the owner and the database where they are missing, then migrates. Safe to repeat. */
export async function prepareDatabase(
  cluster: Cluster,
  port: number,
  database: string,
  passwords: RolePasswords,
): Promise<Connections> {
  const client = new pg.Client({ connectionString: superuserUrl(cluster, port) });
  await client.connect();
  try {
    const owner = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [ownerRole]);
    if (owner.rowCount === 0) {
      await client.query(
        `CREATE ROLE ${ownerRole} LOGIN CREATEROLE PASSWORD ${pg.escapeLiteral(passwords.owner)}`,
      );
    }
    const existing = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (existing.rowCount === 0) {
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${ownerRole}`);
    }
  } finally {
    await client.end();
  }
  const connections = connectionsTo(database, port, passwords);
  await migrate(connections);
  return connections;
}
