// The tables of a frozen cohort of ten thousand men, and of more than R takes: time, memory, and the event loop meanwhile.
import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { datasetNames } from '@/lib/analysis/datasets';
import { defaultOptions, planScope } from '@/lib/analysis/plan-options';
import type { AnalysisResults } from '@/lib/analysis/results';
import { frozenColumns, mostMembers } from '@/lib/analysis/snapshot';
import { standardPlan } from '@/lib/analysis/standard-plan';
import { canonicalJson } from '@/lib/core/canonical-json';
import { invariant } from '@/lib/core/invariant';
import type { CsvValue } from '@/lib/export/csv';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { closeDatabase } from '@/lib/server/db/client';
import { resultsOf } from '@/lib/server/statistics/results-of';
import { endR, rProcessId } from '@/lib/server/statistics/run-plan';
import { connectionsTo } from '@/scripts/launch/database';
import { databaseUrl } from '@/scripts/launch/embedded-postgres';
import { type Clinic, openClinic } from '../support/clinic';
import { openTestCluster, templateDatabase } from '../support/cluster';
import { generatedStudy } from '../support/generated-study';
import { delays, observed } from './event-loop';
import { counted, type Figure, reported, seconds } from './figure';

const men = 10_000;
const tooMany = 100_000;
/** Generated one by one; the others are copies of them. */
const originals = 1_000;
const coldTarget = 10_000;
const warmTarget = 3_000;

const protocol = compileProtocol(
  protocolLibrary.find(({ code }) => code === 'isotretinoin-noa') ?? neverEmpty(),
);
const scope = planScope(protocol);

export async function measureStatistics(): Promise<readonly Figure[]> {
  const { cluster, close } = await openTestCluster();
  try {
    const connections = connectionsTo(templateDatabase, cluster.port, cluster.passwords);
    process.env['DATABASE_URL'] = connections.appUrl;
    process.env['R_IDLE_SECONDS'] = '1';
    const owner = new pg.Pool({ connectionString: connections.ownerUrl, max: 1 });
    const superuser = new pg.Client({
      connectionString: databaseUrl({
        role: 'postgres',
        password: cluster.superuserPassword,
        port: cluster.port,
        database: templateDatabase,
      }),
    });
    await superuser.connect();
    const clinic = await openClinic(owner, 'BENCH');
    await owner.end();
    // The first request of a web process loads what all others use.
    await tables(clinic, await freeze(superuser, clinic, originals), defaultOptions(scope));
    endR();
    const large = await freeze(superuser, clinic, men);
    const most = await freeze(superuser, clinic, mostMembers);
    const larger = await freeze(superuser, clinic, tooMany);
    await superuser.end();
    return [
      ...(await measureTables(clinic, large)),
      await measureMore(clinic, most, mostMembers),
      await measureMore(clinic, larger, tooMany),
    ];
  } finally {
    endR();
    await closeDatabase();
    await close();
  }
}

async function measureTables(clinic: Clinic, snapshotId: string): Promise<Figure[]> {
  const options = defaultOptions(scope);
  const before = process.memoryUsage.rss();
  const cold = await observed(() => tables(clinic, snapshotId, options));
  const warm = await observed(() =>
    tables(clinic, snapshotId, { ...options, population: 'treated' }),
  );
  const pid = rProcessId();
  invariant(pid !== undefined, 'R waits for another plan');
  const used = megabytesOf(pid);
  const ended = await observed(() => endOf(pid));
  return [
    {
      name: `Tables of ${counted(men)} men, R not started (${counted(cold.result.rows.length)} results)`,
      measured: seconds(cold.ms),
      target: `≤ ${seconds(coldTarget)}`,
      isMet: cold.ms <= coldTarget,
    },
    ...delays('meanwhile', cold),
    {
      name: 'The same for another population, R started and the data read',
      measured: seconds(warm.ms),
      target: `≤ ${seconds(warmTarget)}`,
      isMet: warm.ms <= warmTarget,
    },
    ...delays('meanwhile', warm),
    reported('Memory of R then', `${counted(used)} MB`),
    reported('R gone, told to end after one idle second', `after ${seconds(ended.ms)}`),
    reported(
      'Memory of the web process, before and after',
      [before, process.memoryUsage.rss()]
        .map((bytes) => `${counted(bytes / 2 ** 20)} MB`)
        .join(', '),
    ),
  ];
}

/** R may answer or be ended at a limit, which it then says. */
async function measureMore(clinic: Clinic, snapshotId: string, members: number): Promise<Figure> {
  endR();
  const { ms, result } = await observed(() =>
    tables(clinic, snapshotId, defaultOptions(scope)).then(
      ({ rows }) => `${counted(rows.length)} results`,
      (error: Error) => error.message,
    ),
  );
  return reported(`Tables of ${counted(members)} men, R not started`, `${seconds(ms)}: ${result}`);
}

function tables(
  { coordinator }: Clinic,
  snapshotId: string,
  options: ReturnType<typeof defaultOptions>,
): Promise<AnalysisResults> {
  return resultsOf(coordinator, snapshotId, standardPlan(scope, options));
}

/** A frozen cohort of generated men, as superuser: nobody took it, so neither triggers nor references are asked. */
async function freeze(client: pg.Client, { site, coordinator }: Clinic, members: number) {
  await client.query("SET session_replication_role = 'replica'");
  const definition = {
    cohort: {
      name: 'bench',
      note: '',
      version: 1,
      definition: { protocol: protocol.definition.code, condition: { all: [] } },
      smallestCell: null,
    },
    protocolVersion: protocol.definition.version,
    columns: frozenColumns(protocol),
  };
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO cohort_snapshot (site_id, site_ids, cohort_id, name, protocol_code, definition,
       program_version, cut_off, members, screening, hash, taken_by)
     VALUES ($1, ARRAY[$1::uuid], gen_random_uuid(), $2, $3, $4, '', '2026-01-01', $5, '{}', $6, $7)
     RETURNING id`,
    [
      site.id,
      `${members} men`,
      protocol.definition.code,
      canonicalJson(definition),
      members,
      String(members).padStart(64, '0'),
      coordinator.userId,
    ],
  );
  const id = rows[0]?.id;
  invariant(id, 'the snapshot was written');
  await client.query(
    `INSERT INTO snapshot_member (snapshot_id, position, site_id, enrollment_id, study_id, subject, data)
     SELECT $1, n, $2, gen_random_uuid(), 'P-' || n,
       (man -> 'subject') || jsonb_build_object('study_id', 'P-' || n),
       (SELECT jsonb_object_agg(key, (
         SELECT jsonb_agg(line || jsonb_build_object('subject', 'P-' || n)) FROM jsonb_array_elements(value) line
       )) FROM jsonb_each(man -> 'data'))
     FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS original (man, place)
     CROSS JOIN generate_series(0, $4) AS copy
     CROSS JOIN LATERAL (SELECT copy * $5 + place AS n) AS numbered`,
    [id, site.id, JSON.stringify(generatedMen()), members / originals - 1, originals],
  );
  return id;
}

interface GeneratedMan {
  readonly subject: Readonly<Record<string, CsvValue>>;
  readonly data: Readonly<Record<string, readonly Readonly<Record<string, CsvValue>>[]>>;
}

function generatedMen(): GeneratedMan[] {
  const { datasets } = generatedStudy(protocol, originals);
  const rowOf = (dataset: string, index: number) =>
    Object.fromEntries(
      Object.entries(datasets[dataset] ?? {}).map(([column, values]) => [
        column,
        values[index] ?? null,
      ]),
    );
  return Array.from({ length: originals }, (_man, index) => ({
    subject: rowOf('subjects', index),
    data: Object.fromEntries(
      datasetNames
        .filter((name) => name !== 'subjects')
        .map((name) => [name, [0, 1, 2].map((line) => rowOf(name, index * 3 + line))]),
    ),
  }));
}

function megabytesOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

async function endOf(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await wait(20);
  }
}

function neverEmpty(): never {
  throw new Error('The library has the protocol.');
}
