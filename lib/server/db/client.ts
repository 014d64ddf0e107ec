import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { logFailure } from '../log';
import { PrismaClient } from './generated/client';

type Database = { readonly pool: Pool; readonly prisma: PrismaClient };

// On globalThis, because the development server loads this module again after every change and
// the build puts a copy of it into several bundles; there must be one pool per process.
const holder: { sertoliDatabase?: Database | undefined } = globalThis as typeof globalThis & {
  sertoliDatabase?: Database | undefined;
};

/** Opened on first use: the build imports routes without a database. */
function getDatabase(): Database {
  holder.sertoliDatabase ??= openDatabase();
  return holder.sertoliDatabase;
}

function openDatabase(): Database {
  const { DATABASE_URL: connectionString, DATABASE_POOL_SIZE: size } = process.env;
  if (!connectionString) {
    throw new Error('DATABASE_URL is not set.');
  }
  const pool = new Pool({
    connectionString,
    max: Number(size ?? 10),
    connectionTimeoutMillis: 10_000,
  });
  // A connection lost while idle is replaced on the next use; without a listener it ends the process.
  pool.on('error', (error) => logFailure('database-connection-lost', error));
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

/**
 * Outside `inTransaction` it acts as nobody and sees no rows. Only sign-in and health checks
 * have a use for that.
 */
export function prisma(): PrismaClient {
  return getDatabase().prisma;
}

/** The connections under Prisma, for what needs a stream; see `onConnection`. */
export function getPool(): Pool {
  return getDatabase().pool;
}

/** Before a process ends. */
export async function closeDatabase(): Promise<void> {
  const database = holder.sertoliDatabase;
  holder.sertoliDatabase = undefined;
  await database?.prisma.$disconnect();
  await database?.pool.end();
}
