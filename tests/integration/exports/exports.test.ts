import { createHash, randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { closeDatabase } from '@/lib/server/db/client';
import { cancelExport } from '@/lib/server/exports/cancel-export';
import { downloadExport } from '@/lib/server/exports/download-export';
import { type ExportLine, getExport, listExports } from '@/lib/server/exports/queries';
import { requestExport } from '@/lib/server/exports/request-export';
import { readStoredFile } from '@/lib/server/files/read-stored-file';
import { getSnapshot } from '@/lib/server/snapshots/queries';
import { takeSnapshot } from '@/lib/server/snapshots/take-snapshot';
import { addSite, addUser, loadActor } from '@/tests/support/accounts';
import { importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { runJobs } from '@/tests/support/jobs';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();
afterAll(closeDatabase);
setToday('2026-06-01');

const clinic = await openClinic(owner);
const { coordinator, physician, nurse, site } = clinic;
await importMan(clinic, { studyId: 'ONE' });
await importMan(clinic, { studyId: 'TWO' });
const { cohortId } = await submit(saveCohort, coordinator, {
  siteId: site.id,
  siteIds: [site.id],
  name: 'Everybody',
  definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
});
const take = async (name: string) =>
  (await submit(takeSnapshot, coordinator, { cohortId, version: 1, name })).snapshotId;
const snapshotId = await take('As it is');

const asked = { snapshotId, format: 'subjects-csv', mode: 'limited' } as const;

const ask = async (input: object = {}, actor: Actor = coordinator) =>
  (await submit(requestExport, actor, { ...asked, ...input })).jobId;

async function lineOf(jobId: string, actor: Actor = coordinator): Promise<ExportLine> {
  const line = await getExport(actor, jobId);
  if (line === null) {
    throw new Error('There is no such export.');
  }
  return line;
}

async function written(input: object = {}, actor: Actor = coordinator): Promise<ExportLine> {
  const jobId = await ask(input, actor);
  await runJobs();
  return await lineOf(jobId, actor);
}

async function bytesOf(pieces: AsyncGenerator<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) {
    all.push(piece);
  }
  return Buffer.concat(all);
}

async function download(line: ExportLine, actor: Actor = coordinator): Promise<string> {
  const snapshot = await getSnapshot(actor, snapshotId);
  if (snapshot === null) {
    throw new Error('The actor sees no snapshot.');
  }
  const { pieces } = await downloadExport({ actor, snapshot, line }, randomUUID());
  return (await bytesOf(pieces)).toString();
}

const trailOf = async (event: string) =>
  (
    await owner.query(
      `SELECT actor_id AS actor, site_id AS site, row_id AS row, after FROM audit_event
       WHERE event = $1 ORDER BY id DESC LIMIT 1`,
      [event],
    )
  ).rows;

test('an export is written by the worker, counted, hashed and kept for a week', async () => {
  const jobId = await ask();
  expect(await lineOf(jobId)).toMatchObject({ status: 'queued', file: null, problem: null });
  await runJobs();
  const line = await lineOf(jobId);
  expect(line).toMatchObject({
    status: 'done',
    format: 'subjects-csv',
    mode: 'limited',
    done: 2,
    total: 2,
    requestedBy: coordinator.displayName,
    isDownloadable: true,
    file: {
      name: 'isotretinoin-noa-2026-06-01-subjects-csv-limited.csv',
      mediaType: 'text/csv; charset=utf-8',
      rows: 2,
      isPurged: false,
    },
  });
  const text = await download(line);
  expect(text).toContain('ONE');
  expect(line.file?.sha256).toBe(createHash('sha256').update(text).digest('hex'));
  const days = ((line.file?.expiresAt.getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(7);
});

test('asking twice gives the same bytes', async () => {
  const lines = [await written({ format: 'csv' }), await written({ format: 'csv' })];
  expect(new Set(lines.map(({ file }) => file?.sha256)).size).toBe(1);
});

test('a press that is sent twice makes one export', async () => {
  const submissionId = randomUUID();
  const [first, second] = await Promise.all([
    submit(requestExport, coordinator, asked, submissionId),
    submit(requestExport, coordinator, asked, submissionId),
  ]);
  expect(second).toEqual(first);
});

test('the trail says who asked and who fetched it, with the hash', async () => {
  const line = await written({ mode: 'safe-harbor' });
  expect(await trailOf('exported')).toEqual([
    {
      actor: coordinator.userId,
      site: site.id,
      row: snapshotId,
      after: { protocol: 'isotretinoin-noa', format: 'subjects-csv', disclosure: 'safe-harbor' },
    },
  ]);
  await download(line, physician);
  expect(await trailOf('downloaded')).toEqual([
    expect.objectContaining({
      actor: physician.userId,
      after: expect.objectContaining({ sha256: line.file?.sha256 }),
    }),
  ]);
});

describe('names', () => {
  test('leave only with a reason', async () => {
    expect(await refusalOf(ask({ mode: 'identified' }, physician))).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { reason: ['Say why names have to leave, in a few words.'] },
    });
  });

  test('leave only with a person who may read them', async () => {
    const reason = 'Asked by the ethics committee';
    expect(await refusalOf(ask({ mode: 'identified', reason }))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('are for nobody else who may export', async () => {
    const reason = 'Asked by the ethics committee';
    const line = await written({ mode: 'identified', reason }, physician);
    expect(await download(line, physician)).toContain('Man');
    const seen = await lineOf(line.id);
    expect(seen).toMatchObject({ isDownloadable: false, reason });
    expect(await refusalOf(download(seen))).toMatchObject({ code: 'FORBIDDEN' });
    const around = bytesOf(readStoredFile(coordinator, String(line.file?.id)));
    await expect(around).rejects.toThrow('a piece of the file is gone');
  });

  test('leave no more when the right to them was lost before the worker came to it', async () => {
    const account = await addUser(owner, 'coordinator', [site], { seesIdentity: true });
    const jobId = await ask(
      { mode: 'identified', reason: 'Letters to the men' },
      await loadActor(owner, account),
    );
    await owner.query('UPDATE site_membership SET sees_identity = false WHERE user_id = $1', [
      account.userId,
    ]);
    await runJobs();
    expect(await lineOf(jobId)).toMatchObject({
      status: 'failed',
      file: null,
      problem: expect.stringContaining('Only a person who may read names'),
    });
  });
});

test('who may not export the study asks for nothing', async () => {
  expect(await refusalOf(ask({}, nurse))).toMatchObject({ code: 'FORBIDDEN' });
});

test('who has lost the right to export gets nothing from the worker', async () => {
  const account = await addUser(owner, 'coordinator', [site]);
  const jobId = await ask({}, await loadActor(owner, account));
  await owner.query("UPDATE site_membership SET role = 'staff' WHERE user_id = $1", [
    account.userId,
  ]);
  await runJobs();
  expect(await lineOf(jobId)).toMatchObject({
    status: 'failed',
    problem: 'The person who asked for this may no longer export this snapshot.',
  });
});

test('people of another site see no export', async () => {
  const far = await addSite(owner, 'FAR');
  const stranger = await loadActor(owner, await addUser(owner, 'coordinator', [far]));
  const { id } = await written();
  expect(await getExport(stranger, id)).toBeNull();
  expect((await listExports(stranger, snapshotId, { page: 1 })).lines).toEqual([]);
});

test('a mode that a format does not know is refused beside its field', async () => {
  expect(await refusalOf(ask({ format: 'audit-trail', mode: 'safe-harbor' }))).toMatchObject({
    code: 'INVALID_INPUT',
    fields: { mode: [expect.any(String)] },
  });
});

test('a snapshot from before records were kept says what to do for a format that needs them', async () => {
  const old = await take('From before');
  await owner.query('ALTER TABLE cohort_snapshot DISABLE TRIGGER cohort_snapshot_is_immutable');
  await owner.query('UPDATE cohort_snapshot SET source_head = NULL WHERE id = $1', [old]);
  await owner.query('ALTER TABLE cohort_snapshot ENABLE TRIGGER cohort_snapshot_is_immutable');
  expect(await refusalOf(ask({ snapshotId: old, format: 'fhir-bundle' }))).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('take a new one'),
  });
});

test('a canceled export leaves no file, and a row that says so', async () => {
  const jobId = await ask();
  await submit(cancelExport, physician, { jobId });
  await runJobs();
  expect(await lineOf(jobId)).toMatchObject({ status: 'canceled', file: null });
});

test('an eleventh export of one person has to wait', async () => {
  const busy = await loadActor(owner, await addUser(owner, 'coordinator', [site]));
  for (let n = 0; n < 10; n += 1) {
    await ask({}, busy);
  }
  expect(await refusalOf(ask({}, busy))).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('10 of your exports are under way'),
  });
  await runJobs();
});

test('what has expired stays in the history without its bytes', async () => {
  const { id, file } = await written();
  await owner.query('UPDATE stored_file SET purged_at = now() WHERE id = $1', [file?.id]);
  const line = await lineOf(id);
  expect(line).toMatchObject({ isDownloadable: false, file: { sha256: file?.sha256 } });
  expect(await refusalOf(download(line))).toMatchObject({ code: 'NOT_FOUND' });
});

test.each([
  ['identified', '2026-06-01-subjects-csv-identified'],
  ['limited', '2026-06-01-subjects-csv-limited'],
  ['date-shifted', '2026-subjects-csv-date-shifted-not-safe-harbor'],
  ['safe-harbor', '2026-subjects-csv-safe-harbor'],
] as const)(
  'a file in the mode %s says so in its name, and no day that its rows do not',
  async (mode, name) => {
    const line = await written({ mode, reason: 'For a test' }, physician);
    expect(line.file?.name).toBe(`isotretinoin-noa-${name}.csv`);
  },
);
