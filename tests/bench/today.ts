// The working list of a site with ten thousand men, beside the statements that it sends.
import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import pg from 'pg';
import type { Actor } from '@/lib/auth/actor';
import { sitesWhere } from '@/lib/auth/can';
import { closeDatabase } from '@/lib/server/db/client';
import { epochSeconds, sessionCookieFor } from '@/lib/server/session-token';
import { listWork } from '@/lib/server/worklist/queries';
import { readWorklistSearch } from '@/lib/worklist/worklist-search';
import { build, isBuildFresh } from '@/scripts/launch/build';
import { freePort } from '@/scripts/launch/ports';
import { startWebServer } from '@/scripts/launch/web-server';
import { openLargeClinic } from './clinic-of-thousands';
import { counted, type Figure, milliseconds, percentile, reported } from './figure';

const enrollments = 10_000;
const warmUps = 15;
const requests = 150;

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

export async function measureToday(): Promise<readonly Figure[]> {
  if (!isBuildFresh()) {
    await build();
  }
  const clinic = await openLargeClinic(enrollments);
  try {
    return await measure(clinic.connections.appUrl, clinic.nurse);
  } finally {
    await closeDatabase();
    await clinic.close();
  }
}

async function measure(databaseUrl: string, nurse: Actor): Promise<readonly Figure[]> {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const environment = {
    DATABASE_URL: databaseUrl,
    NEXTAUTH_SECRET: randomBytes(24).toString('base64url'),
    NEXTAUTH_URL: address,
  };
  Object.assign(process.env, environment);
  const { statements, rows } = await statementsOfList(nurse);
  const output = openSync(devNull, 'w');
  const server = await startWebServer({ port, host: '127.0.0.1', environment, output });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const cookie = await cookieOf(nurse);
    const openPage = () => timed(() => fetchPage(`${address}/today`, cookie));
    const runStatements = () => timed(() => run(client, statements));
    for (let count = 0; count < warmUps; count += 1) {
      await openPage();
      await runStatements();
    }
    const page: number[] = [];
    const sql: number[] = [];
    // In turns, so that whatever else the machine does falls on both.
    for (let count = 0; count < requests; count += 1) {
      page.push(await openPage());
      sql.push(await runStatements());
    }
    return figures(page, sql, rows);
  } finally {
    await client.end();
    await server.stop();
    closeSync(output);
  }
}

function figures(page: readonly number[], sql: readonly number[], rows: number): Figure[] {
  const [pageMedian, pageLate] = [percentile(page, 0.5), percentile(page, 0.95)];
  const [sqlMedian, sqlLate] = [percentile(sql, 0.5), percentile(sql, 0.95)];
  const limit = 5 * sqlLate + 40;
  return [
    reported(
      `SQL of Today at ${counted(enrollments)} enrollments (${counted(rows)} rows in six groups): p50 / p95 of ${requests} runs`,
      `${milliseconds(sqlMedian)} / ${milliseconds(sqlLate)}`,
    ),
    reported(
      `GET /today over HTTP: p50 / p95 of ${requests} requests`,
      `${milliseconds(pageMedian)} / ${milliseconds(pageLate)}`,
    ),
    {
      name: 'p95 of the page',
      measured: `${milliseconds(pageLate)}, ${(pageLate / sqlLate).toFixed(2)} × its SQL`,
      target: `≤ 5 × SQL + 40 ms = ${milliseconds(limit)}`,
      isMet: pageLate <= limit,
    },
  ];
}

/** What the page asks the database, as its own query sends it. */
async function statementsOfList(nurse: Actor) {
  const search = readWorklistSearch({});
  const sites = sitesWhere(nurse, 'patient:read');
  await listWork(nurse, sites, search); // also fills the cache of compiled protocols
  const { result, statements } = await recorded(() => listWork(nurse, sites, search));
  return { statements, rows: result.reduce((sum, { total }) => sum + total, 0) };
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

async function fetchPage(url: string, cookie: string): Promise<void> {
  const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' });
  const body = await answer.text();
  if (answer.status !== 200 || !body.includes('Log visit')) {
    throw new Error(`${url} answered ${answer.status} without the list.`);
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
