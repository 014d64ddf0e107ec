import 'server-only';
import type { PoolClient } from 'pg';
import type { Permission } from '@/lib/auth/permissions';
import { getPool, prisma } from './client';
import { translateDatabaseError } from './database-error';
import type { Prisma } from './generated/client';

export type Transaction = Prisma.TransactionClient;

/** As whom the database works: its row-level security and its audit trail go by this. */
export type DatabaseUser = {
  readonly userId: string;
  /** Of a token; a query of one without `identity:read` is shown no names by the policies either. */
  readonly scopes?: readonly Permission[];
};

export type Scope = {
  /** Ties the audit events of one request together. */
  readonly requestId: string;
  /** Why, as the audit trail will show it. */
  readonly reason?: string | undefined;
};

type Limits = {
  /** Longer for imports and the like; a statement has the role's own limit besides. */
  readonly timeoutMs?: number;
};

const maxWaitMs = 5_000;
const defaultTimeoutMs = 20_000;

/**
 * One unit of work as this user. Everything in it goes through `tx`: the base client would take a
 * second connection, as nobody. Rolls back when `work` throws; do not catch a database error inside
 * and go on, because PostgreSQL refuses the rest.
 *
 * @throws AppError where the database refuses (`database-error.ts`).
 */
export async function inTransaction<Result>(
  user: DatabaseUser,
  scope: Scope,
  work: (tx: Transaction) => Promise<Result>,
  { timeoutMs = defaultTimeoutMs }: Limits = {},
): Promise<Result> {
  return await translated(() =>
    prisma().$transaction(
      async (tx) => {
        await tx.$executeRaw`
          SELECT set_config('app.user_id', ${user.userId}, true),
                 set_config('app.request_id', ${scope.requestId}, true),
                 set_config('app.reason', ${scope.reason ?? ''}, true)`;
        return work(tx);
      },
      { maxWait: maxWaitMs, timeout: timeoutMs },
    ),
  );
}

/** The same for queries: one consistent snapshot, and the database refuses writes. */
export async function inReadTransaction<Result>(
  user: DatabaseUser,
  work: (tx: Transaction) => Promise<Result>,
  { timeoutMs = defaultTimeoutMs }: Limits = {},
): Promise<Result> {
  return await translated(() =>
    prisma().$transaction(
      async (tx) => {
        await tx.$executeRaw`
          SELECT set_config('app.user_id', ${user.userId}, true),
                 set_config('app.without_identity', ${withoutIdentity(user)}, true),
                 set_config('transaction_read_only', 'on', true)`;
        return work(tx);
      },
      { maxWait: maxWaitMs, timeout: timeoutMs, isolationLevel: 'RepeatableRead' },
    ),
  );
}

/**
 * A read-only transaction on a connection of `pg`, for `COPY … TO STDOUT` and cursors. An export
 * may take longer than other statements.
 */
export async function onConnection<Result>(
  user: DatabaseUser,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await getPool().connect();
  let isUsable = false;
  try {
    return await translated(async () => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await client.query(
        `SELECT set_config('app.user_id', $1, true), set_config('app.without_identity', $2, true),
                set_config('statement_timeout', '10min', true)`,
        [user.userId, withoutIdentity(user)],
      );
      const result = await work(client);
      await client.query('COMMIT');
      isUsable = true;
      return result;
    });
  } finally {
    // After a failure it may stand in the middle of a stream: closed, not reused.
    client.release(!isUsable);
  }
}

function withoutIdentity({ scopes }: DatabaseUser): 'on' | 'off' {
  return scopes === undefined || scopes.includes('identity:read') ? 'off' : 'on';
}

async function translated<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw translateDatabaseError(error);
  }
}
