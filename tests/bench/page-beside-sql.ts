// One page over HTTP beside the statements that it sends, replayed on one connection: they take turns, so
// that whatever else the machine does falls on both.
import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import pg from 'pg';
import type { Actor } from '@/lib/auth/actor';
import { epochSeconds, sessionCookieFor } from '@/lib/server/session-token';
import { build, isBuildFresh } from '@/scripts/launch/build';
import { freePort } from '@/scripts/launch/ports';
import { startWebServer } from '@/scripts/launch/web-server';
import type { LargeClinic } from './clinic-of-thousands';

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

export interface MeasuredPage<Result> {
  /** What the page's query answered. */
  readonly result: Result;
  /** In milliseconds. */
  readonly page: readonly number[];
  readonly sql: readonly number[];
}

export interface PageToMeasure<Result> {
  readonly path: string;
  /** Stands on the page when it is whole. */
  readonly words: string;
  /** What the page asks the database, as its own query does. */
  readonly query: () => Promise<Result>;
  readonly warmUps: number;
  readonly requests: number;
}

/** One for the whole run: this process reads its environment once. */
const secret = randomBytes(24).toString('base64url');

export async function measurePage<Result>(
  { connections, close }: LargeClinic,
  reader: Actor,
  { path, words, query, warmUps, requests }: PageToMeasure<Result>,
): Promise<MeasuredPage<Result>> {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const environment = {
    DATABASE_URL: connections.appUrl,
    NEXTAUTH_SECRET: secret,
    NEXTAUTH_URL: address,
  };
  Object.assign(process.env, environment);
  const output = openSync(devNull, 'w');
  const client = new pg.Client({ connectionString: connections.appUrl });
  try {
    await query(); // also fills the cache of compiled protocols
    const { result, statements } = await recorded(query);
    if (!isBuildFresh()) {
      await build();
    }
    const server = await startWebServer({ port, host: '127.0.0.1', environment, output });
    try {
      await client.connect();
      const cookie = await cookieOf(reader);
      const openPage = () => timed(() => fetchPage(`${address}${path}`, cookie, words));
      const runStatements = () => timed(() => run(client, statements));
      const page: number[] = [];
      const sql: number[] = [];
      for (let count = -warmUps; count < requests; count += 1) {
        const taken = { page: await openPage(), sql: await runStatements() };
        if (count >= 0) {
          page.push(taken.page);
          sql.push(taken.sql);
        }
      }
      return { result, page, sql };
    } finally {
      await server.stop();
    }
  } finally {
    await client.end();
    closeSync(output);
    await close();
  }
}

async function recorded<Result>(work: () => Promise<Result>) {
  const statements: Statement[] = [];
  const { prototype } = pg.Client;
  const original = prototype.query;
  prototype.query = function record(this: pg.Client, ...args: unknown[]) {
    const [query, values] = args as [string | Statement, unknown[] | undefined];
    const text = typeof query === 'string' ? query : query.text;
    const own = typeof query === 'string' ? values : (query.values ?? values);
    statements.push({ text, values: own ?? [] });
    return Reflect.apply(original, this, args);
  } as typeof original;
  try {
    return { result: await work(), statements };
  } finally {
    prototype.query = original;
  }
}

async function run(client: pg.Client, statements: readonly Statement[]): Promise<void> {
  for (const { text, values } of statements) {
    await client.query(text, values);
  }
}

async function cookieOf({ userId }: Actor): Promise<string> {
  const at = epochSeconds();
  const { name, value } = await sessionCookieFor({
    userId,
    sessionVersion: 1,
    signedInAt: at,
    lastSeenAt: at,
  });
  return `${name}=${value}`;
}

async function fetchPage(url: string, cookie: string, words: string): Promise<void> {
  const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' });
  const body = await answer.text();
  if (answer.status !== 200 || !body.includes(words)) {
    throw new Error(`The page answered ${answer.status} without "${words}".`);
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
