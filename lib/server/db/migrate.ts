import 'server-only';

// Applies prisma/migrations in order, each file in its own transaction, and keeps Prisma's own
// bookkeeping table so that `prisma migrate` can take over. Why not Prisma's engine:
// docs/decisions/003-own-migration-runner.md.
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';

export class MigrationError extends Error {}

export type MigrationTarget = {
  /** Connection of the role that owns the schema. */
  readonly ownerUrl: string;
  /** Connection of the application's role; its password is set from this URL. */
  readonly appUrl: string;
  readonly folder?: string;
};

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

type AppliedRow = {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
};

const defaultFolder = path.join(process.cwd(), 'prisma', 'migrations');

// Any fixed number will do; it only has to be the same in every process that migrates.
const lockKey = 7_355_041;

/** Brings the database up to date and returns the names of the migrations applied now. */
export async function migrate(target: MigrationTarget): Promise<readonly string[]> {
  const migrations = await readMigrations(target.folder ?? defaultFolder);
  const client = new Client({ connectionString: target.ownerUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    const pending = selectPending(migrations, await readApplied(client));
    for (const migration of pending) {
      await apply(client, migration);
    }
    await setAppPassword(client, target.appUrl);
    return pending.map((migration) => migration.name);
  } finally {
    // Ending the session releases the advisory lock.
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(path.join(folder, name, 'migration.sql'));
      const checksum = createHash('sha256').update(bytes).digest('hex');
      return { name, sql: bytes.toString('utf8'), checksum };
    }),
  );
}

async function readApplied(client: Client): Promise<readonly AppliedRow[]> {
  await client.query(`
    CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id varchar(36) PRIMARY KEY,
      checksum varchar(64) NOT NULL,
      finished_at timestamptz,
      migration_name varchar(255) NOT NULL,
      logs text,
      rolled_back_at timestamptz,
      started_at timestamptz NOT NULL DEFAULT now(),
      applied_steps_count integer NOT NULL DEFAULT 0
    )`);
  const { rows } = await client.query<AppliedRow>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  return rows;
}

function selectPending(
  migrations: readonly Migration[],
  applied: readonly AppliedRow[],
): readonly Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of applied) {
    const migration = known.get(row.migration_name);
    if (migration === undefined) {
      throw new MigrationError(
        `The database has the migration ${row.migration_name}, which this version does not know: it was set up by a newer version.`,
      );
    }
    if (row.finished_at === null) {
      throw new MigrationError(
        `The migration ${row.migration_name} is recorded as unfinished; resolve it by hand.`,
      );
    }
    if (row.checksum !== migration.checksum) {
      throw new MigrationError(
        `The migration ${row.migration_name} was changed after it had been applied to this database.`,
      );
    }
  }
  const done = new Set(applied.map((row) => row.migration_name));
  return migrations.filter((migration) => !done.has(migration.name));
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw describeFailure(migration, error);
  }
}

function describeFailure(migration: Migration, error: unknown): unknown {
  if (!(error instanceof DatabaseError)) {
    return error;
  }
  const line = error.position
    ? `:${migration.sql.slice(0, Number(error.position)).split('\n').length}`
    : '';
  return new MigrationError(`${migration.name}/migration.sql${line}: ${error.message}`, {
    cause: error,
  });
}

/** The role itself, and what it may do, comes from the migrations; only its password is local. */
async function setAppPassword(client: Client, appUrl: string): Promise<void> {
  const { username, password } = new URL(appUrl);
  const role = decodeURIComponent(username);
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount === 0 || password === '') {
    return;
  }
  await client.query(
    `ALTER ROLE ${escapeIdentifier(role)} WITH LOGIN PASSWORD ${escapeLiteral(decodeURIComponent(password))}`,
  );
}
