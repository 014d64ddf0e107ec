import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import type { JsonObject } from '@/lib/core/json';
import { csvLine } from '@/lib/export/csv';
import type { ImportCounts } from '@/lib/import/import-counts';
import type { ImportIssue } from '@/lib/import/import-issue';
import { AppError } from '../app-error';
import { now } from '../clock';
import { inReadTransaction, inTransaction, type Transaction } from '../db/transaction';
import { writeStoredFile } from '../files/write-stored-file';
import { defineJob } from '../jobs/define-job';
import { findImport, type StoredImport } from './import-run';
import { applyRows, judgeFile, type Watch } from './run-import';

export const importJobSchema = z.object({ importId: z.uuid(), version: z.int() });

/** As many as the page lists; all of them stand in the file. */
const keptIssues = 500;
const keptDays = 30;
const limits = { timeoutMs: 900_000 };

/** A dry run: everything is asked of the file and of the site's records, and nothing is recorded. */
export async function checkImport(
  actor: Actor,
  { importId, version }: z.output<typeof importJobSchema>,
  watch: Watch,
  requestId: string = randomUUID(),
): Promise<ImportCounts> {
  const run = await inReadTransaction(actor, (tx) => findUnchanged(tx, importId, version));
  const judged = await judgeFile(run, actor, watch);
  const { issues, counts } = await inReadTransaction(
    actor,
    (tx) => applyRows(tx, actor, run, judged, { ...watch, isWriting: false }),
    limits,
  );
  const kept = await keepIssues(run, actor, issues, requestId);
  await inTransaction(actor, { requestId }, async (tx) => {
    const { count } = await tx.importRun.updateMany({
      where: { id: importId, version, status: { not: 'committed' } },
      data: {
        ...kept,
        status: 'checked',
        checkedAt: now(),
        counts: counts as unknown as JsonObject,
      },
    });
    if (count === 0) {
      throw new AppError('STALE_VERSION');
    }
  });
  return counts;
}

/** @throws NOT_FOUND; STALE_VERSION where somebody has chosen otherwise since; CONFLICT when it is recorded already. */
export async function findUnchanged(
  tx: Transaction,
  importId: string,
  version: number,
): Promise<StoredImport> {
  const run = await findImport(tx, importId);
  if (run === null) {
    throw new AppError('NOT_FOUND');
  }
  if (run.status === 'committed') {
    throw new AppError('CONFLICT', { message: 'This file has been recorded already.' });
  }
  if (run.version !== version) {
    throw new AppError('STALE_VERSION');
  }
  return run;
}

export async function keepIssues(
  { siteId }: StoredImport,
  actor: Actor,
  issues: readonly ImportIssue[],
  requestId: string,
) {
  const file = {
    siteId,
    siteIds: [siteId],
    name: 'import-issues.csv',
    mediaType: 'text/csv; charset=utf-8',
    holdsIdentity: true,
    expiresAt: new Date(now().getTime() + keptDays * 86_400_000),
    requestId,
    rows: () => issues.length,
  };
  const stored =
    issues.length === 0 ? null : await writeStoredFile(actor, file, issueLines(issues));
  return {
    issues: issues.slice(0, keptIssues) as unknown as JsonObject[],
    issuesFileId: stored?.id ?? null,
  };
}

async function* issueLines(issues: readonly ImportIssue[]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const linesAtOnce = 1000;
  yield encoder.encode(`\uFEFF${csvLine(['row', 'column', 'severity', 'code', 'message'])}`);
  for (let start = 0; start < issues.length; start += linesAtOnce) {
    const lines = issues
      .slice(start, start + linesAtOnce)
      .map(({ row, column, severity, code, message }) =>
        csvLine([row, column, severity, code, message]),
      );
    yield encoder.encode(lines.join(''));
  }
}

export const importCheckJob = defineJob({
  kind: 'import-check',
  schema: importJobSchema,
  run: async ({ actor, input, progress, signal, requestId }) => {
    const counts = await checkImport(actor, input, { progress, signal }, requestId);
    return { ready: counts.ready, errors: counts.errors };
  },
});
