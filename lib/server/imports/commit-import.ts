import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import type { JsonObject } from '@/lib/core/json';
import type { ImportCounts } from '@/lib/import/import-counts';
import { AppError } from '../app-error';
import { now } from '../clock';
import { inReadTransaction, inTransaction } from '../db/transaction';
import { defineJob } from '../jobs/define-job';
import { findUnchanged, importJobSchema, keepIssues } from './check-import';
import { findImport } from './import-run';
import { rememberSource } from './remember-source';
import { applyRows, judgeFile, type Watch } from './run-import';

export const commitModes = ['all', 'valid'] as const;
export type CommitMode = (typeof commitModes)[number];
const commitJobSchema = importJobSchema.extend({ mode: z.enum(commitModes) });

const limits = { timeoutMs: 900_000 };

/**
 * Records the rows that are ready, in one transaction: `all` only if no row is held back, `valid` those that are
 * ready. Everything is asked again, because the records may have changed since the check. What is there already
 * is left as it is, so that the same file can come twice.
 *
 * @throws INVALID_INPUT where `all` was asked and some row is held back; nothing is recorded then.
 */
export async function commitImport(
  actor: Actor,
  { importId, version, mode }: z.output<typeof commitJobSchema>,
  watch: Watch,
  requestId: string = randomUUID(),
): Promise<ImportCounts> {
  const before = await inReadTransaction(actor, (tx) => findImport(tx, importId));
  if (before?.status === 'committed' && before.counts !== null) {
    // The worker died after the transaction and before it could tell.
    return before.counts;
  }
  const run = await inReadTransaction(actor, (tx) => findUnchanged(tx, importId, version));
  const judged = await judgeFile(run, actor, watch);
  const { counts, issues } = await inTransaction(
    actor,
    { requestId, reason: `Import: ${run.sourceName}` },
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM import_run WHERE id = ${importId}::uuid FOR UPDATE`;
      await findUnchanged(tx, importId, version);
      const outcome = await applyRows(tx, actor, run, judged, { ...watch, isWriting: true });
      const { errors, warnings } = outcome.counts;
      if (mode === 'all' && errors + warnings > 0) {
        throw new AppError('INVALID_INPUT', {
          message: `${errors + warnings} rows are held back, so nothing was recorded. Check the file again.`,
        });
      }
      await tx.importRun.update({
        where: { id: importId },
        data: {
          status: 'committed',
          committedAt: now(),
          committedBy: actor.userId,
          counts: outcome.counts as unknown as JsonObject,
        },
        select: { id: true },
      });
      await rememberSource(tx, run);
      return outcome;
    },
    limits,
  );
  const kept = await keepIssues(run, actor, issues, requestId);
  await inTransaction(actor, { requestId }, (tx) =>
    tx.importRun.update({ where: { id: importId }, data: kept, select: { id: true } }),
  );
  return counts;
}

export const importCommitJob = defineJob({
  kind: 'import-commit',
  schema: commitJobSchema,
  run: async ({ actor, input, progress, signal, requestId }) => {
    const counts = await commitImport(actor, input, { progress, signal }, requestId);
    return { ready: counts.ready, errors: counts.errors };
  },
});
