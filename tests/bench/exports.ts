// A million laboratory results as CSV through the worker process, beside PostgreSQL's COPY of the same rows.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { ExportFormatKey } from '@/lib/export/export-formats';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { getExport } from '@/lib/server/exports/queries';
import { requestExport } from '@/lib/server/exports/request-export';
import { takeSnapshot } from '@/lib/server/snapshots/take-snapshot';
import { startWorker, type Worker } from '@/scripts/launch/worker';
import { type LargeClinic, openLargeClinic } from './clinic-of-thousands';
import { counted, type Figure, percentile, reported, seconds } from './figure';

const men = 20_000;
const resultsOfMan = 50;
const runs = 3;
const targetPortion = 0.5;
const targetMegabytes = 300;

export async function measureExports(): Promise<readonly Figure[]> {
  // The one man beside them is the last of the round number.
  const clinic = await openLargeClinic(men);
  const worker = startWorker({
    environment: { DATABASE_URL: clinic.connections.appUrl },
    output: 'inherit',
  });
  try {
    return await measure(clinic, worker);
  } finally {
    await worker.stop();
    await clinic.close();
  }
}

async function measure(clinic: LargeClinic, worker: Worker): Promise<readonly Figure[]> {
  const snapshotId = await freezeManyResults(clinic);
  const copies: number[] = [];
  const exports: number[] = [];
  let written: Written = { ms: 0, rows: 0, bytes: 0 };
  for (let run = -1; run < runs; run += 1) {
    const copied = await copy(clinic, snapshotId);
    written = await exported(clinic, snapshotId, 'labs-csv');
    if (run >= 0) {
      copies.push(copied);
      exports.push(written.ms);
    }
  }
  const folder = await exported(clinic, snapshotId, 'csv');
  const [bare, whole] = [percentile(copies, 0.5), percentile(exports, 0.5)];
  const portion = bare / whole;
  const megabytes = highestMemory(worker);
  const results = counted(men * resultsOfMan);
  return [
    reported(
      `COPY of ${results} laboratory results by PostgreSQL: p50 of ${runs} runs`,
      seconds(bare),
    ),
    reported(
      `An export of ${counted(written.rows)} rows as CSV (${counted(written.bytes / 1e6)} MB), hashed and stored: p50 of ${runs} runs`,
      seconds(whole),
    ),
    {
      name: 'Speed of the export in that of the COPY',
      measured: portion.toFixed(2),
      target: `≥ ${targetPortion}`,
      isMet: portion >= targetPortion,
    },
    reported(
      `The same with every other table and the scripts, in a ZIP (${counted(folder.bytes / 1e6)} MB): one run`,
      seconds(folder.ms),
    ),
    {
      name: 'Most memory that the worker has had by then',
      measured: megabytes === null ? 'not known on this system' : `${counted(megabytes)} MB`,
      target: `< ${targetMegabytes} MB`,
      isMet: megabytes === null || megabytes < targetMegabytes,
    },
  ];
}

/**
 * Rows as a snapshot has them, of men as they are, with results made up: fifty of each. To record and freeze a million
 * takes an hour, and another measurement tells what freezing takes.
 */
async function freezeManyResults({ physician, siteId, connections }: LargeClinic): Promise<string> {
  const submit = () => ({ submissionId: randomUUID() });
  const definition = {
    protocol: 'isotretinoin-noa',
    condition: { all: [{ variable: 'age-at-consent', operator: 'at-least', value: 18 }] },
  };
  const { cohortId } = await saveCohort.execute(
    physician,
    { siteId, siteIds: [siteId], name: 'Everybody', definition },
    submit(),
  );
  const { snapshotId: pattern } = await takeSnapshot.execute(
    physician,
    { cohortId, version: 1, name: 'Pattern', cutOff: '2020-01-01' },
    submit(),
  );
  const owner = new pg.Client({ connectionString: connections.ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ id: string }>(
      `INSERT INTO cohort_snapshot (
         site_id, site_ids, cohort_id, name, protocol_code, definition, program_version, cut_off,
         members, screening, hash, taken_by
       )
       SELECT site_id, site_ids, cohort_id, 'A million', protocol_code, definition, program_version,
              current_date, $2, screening, hash, taken_by
       FROM cohort_snapshot WHERE id = $1
       RETURNING id`,
      [pattern, men],
    );
    const id = String(rows[0]?.id);
    await owner.query(
      `INSERT INTO snapshot_member (
         snapshot_id, position, site_id, enrollment_id, study_id, subject, data
       )
       SELECT $1, e.n, e.site_id, e.id, 'S-' || e.n,
              jsonb_build_object('study_id', 'S-' || e.n, 'site', 'BENCH'),
              '{"semen": [], "adverse_events": [], "transfers": [], "adherence": [], "operations": []}'
                || jsonb_build_object('labs', l.rows)
       FROM (SELECT id, site_id, row_number() OVER (ORDER BY id) AS n FROM enrollment) e
       CROSS JOIN LATERAL (
         SELECT jsonb_agg(jsonb_build_object(
           'subject', 'S-' || e.n, 'analyte', 'triglycerides', 'study_day', g * 7,
           'value', (e.n * 7919 + g * 104729) % 9000 / 10.0, 'unit', 'mg/dL',
           'moment', CASE WHEN g = 1 THEN 'baseline' END
         )) AS rows
         FROM generate_series(1, ${resultsOfMan}) g
       ) l
       WHERE e.n <= $2`,
      [id, men],
    );
    await owner.query('VACUUM ANALYZE snapshot_member');
    return id;
  } finally {
    await owner.end();
  }
}

/** @returns milliseconds */
async function copy({ connections, physician }: LargeClinic, snapshotId: string): Promise<number> {
  const client = new pg.Client({ connectionString: connections.appUrl });
  await client.connect();
  try {
    await client.query('BEGIN READ ONLY');
    await client.query("SELECT set_config('app.user_id', $1, true)", [physician.userId]);
    const start = performance.now();
    const lines = client.query(
      copyTo(`COPY (
        SELECT x.subject, x.analyte, x.study_day, x.value, x.unit, x.moment
        FROM snapshot_member m
        CROSS JOIN LATERAL ROWS FROM (
          jsonb_to_recordset(m.data -> 'labs') AS (
            subject text, analyte text, study_day numeric, value numeric, unit text, moment text
          )
        ) WITH ORDINALITY AS x (subject, analyte, study_day, value, unit, moment, place)
        WHERE m.snapshot_id = '${snapshotId}'
        ORDER BY m.position, x.place
      ) TO STDOUT WITH (FORMAT csv, HEADER)`),
    );
    for await (const _ of lines) {
      // It is measured, not kept.
    }
    return performance.now() - start;
  } finally {
    await client.end();
  }
}

interface Written {
  readonly ms: number;
  readonly rows: number;
  readonly bytes: number;
}

/** From the claim of the worker to the stored and hashed file. */
async function exported(
  { physician, connections }: LargeClinic,
  snapshotId: string,
  format: ExportFormatKey,
): Promise<Written> {
  const { jobId } = await requestExport.execute(
    physician,
    { snapshotId, format, mode: 'limited' },
    { submissionId: randomUUID() },
  );
  for (;;) {
    const line = await getExport(physician, jobId);
    if (line?.status === 'done' && line.file !== null) {
      return {
        ms: await durationOf(connections.ownerUrl, jobId),
        rows: line.file.rows ?? 0,
        bytes: line.file.bytes,
      };
    }
    if (line === null || line.status === 'failed') {
      throw new Error(`The export has failed: ${line?.problem}`);
    }
    await pause(200);
  }
}

async function durationOf(ownerUrl: string, jobId: string): Promise<number> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ ms: string }>(
      'SELECT extract(epoch FROM finished_at - started_at) * 1000 AS ms FROM job WHERE id = $1',
      [jobId],
    );
    return Number(rows[0]?.ms);
  } finally {
    await owner.end();
  }
}

/** Megabytes, since the process began; null where the system does not tell. */
function highestMemory(worker: Worker): number | null {
  try {
    const status = readFileSync(`/proc/${worker.pid()}/status`, 'utf8');
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1000;
  } catch {
    return null;
  }
}
