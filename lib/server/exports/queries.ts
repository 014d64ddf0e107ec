import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import type { JobStatus } from '@/lib/core/job';
import type { DisclosureMode } from '@/lib/export/disclosure-mode';
import { type ExportFormatKey, exportFormatKeys, exportFormats } from '@/lib/export/export-formats';
import { exportJobInputSchema } from '@/lib/export/export-request';
import { inReadTransaction, type Transaction } from '../db/transaction';
import { type StoredFileView, viewStoredFile } from '../files/read-stored-file';
import { getJob, type JobView, jobsPerPage, listJobs } from '../jobs/queries';
import type { SnapshotView } from '../snapshots/queries';
import { mayTakeIdentities } from './export-rights';
import { exportWriters } from './formats';

/** One line of the history: who asked for what, and what came of it. */
export interface ExportLine {
  readonly id: string;
  readonly snapshotId: string;
  readonly format: ExportFormatKey;
  readonly mode: DisclosureMode;
  readonly status: JobStatus;
  readonly isStopping: boolean;
  /** Its worker was not heard of for a while; another takes it up by itself. */
  readonly isSilent: boolean;
  /** Members written, of so many. */
  readonly done: number;
  readonly total: number;
  /** Why it failed, as a sentence. */
  readonly problem: string | null;
  readonly reason: string | null;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  /** Null until it is written to its end. */
  readonly file: StoredFileView | null;
  /** Whether the actor may have the bytes, while they are kept. */
  readonly isDownloadable: boolean;
}

export interface ExportHistory {
  readonly lines: readonly ExportLine[];
  readonly hasMore: boolean;
}

/** Of a snapshot, newest first, a page at a time; whoever may export it sees what others have exported of it. */
export function listExports(
  actor: Actor,
  snapshotId: string,
  { page }: { readonly page: number },
): Promise<ExportHistory> {
  return inReadTransaction(actor, async (tx) => {
    const jobs = await listJobs(tx, { kinds: ['export'], aboutId: snapshotId, page });
    return { lines: await linesOf(tx, actor, jobs), hasMore: jobs.length === jobsPerPage };
  });
}

/** Null where there is none that the actor may see. */
export function getExport(actor: Actor, jobId: string): Promise<ExportLine | null> {
  return inReadTransaction(actor, async (tx) => {
    const job = await getJob(tx, 'export', jobId);
    const [line] = job === null ? [] : await linesOf(tx, actor, [job]);
    return line ?? null;
  });
}

const resultSchema = z.object({ fileId: z.uuid() });

async function linesOf(
  tx: Transaction,
  actor: Actor,
  jobs: readonly JobView[],
): Promise<ExportLine[]> {
  const fileIds = jobs.flatMap(({ result }) => resultSchema.safeParse(result).data?.fileId ?? []);
  const rows = await tx.storedFile.findMany({ where: { id: { in: fileIds } } });
  const files = new Map(rows.map((row) => [row.jobId, viewStoredFile(row)]));
  return jobs.map((job) => {
    const { id, status, isStopping, isSilent, done, total, reason, requestedBy, requestedAt } = job;
    const { snapshotId, format, mode } = exportJobInputSchema.parse(job.input);
    const file = files.get(id) ?? null;
    return {
      id,
      snapshotId,
      format,
      mode,
      status,
      isStopping,
      isSilent,
      done,
      total,
      problem: job.error?.message ?? null,
      reason,
      requestedBy,
      requestedAt,
      file,
      isDownloadable:
        file !== null &&
        !file.isPurged &&
        (!file.holdsIdentity || mayTakeIdentities(actor, file.siteIds)),
    };
  });
}

/** Those that the program writes and the snapshot has the data for. */
export function offeredFormats({ source }: Pick<SnapshotView, 'source'>): {
  readonly offered: readonly ExportFormatKey[];
  /** Without the records themselves. */
  readonly missing: readonly ExportFormatKey[];
} {
  const written = exportFormatKeys.filter((key) => exportWriters[key] !== undefined);
  const hasData = (key: ExportFormatKey) => source !== null || !exportFormats[key].needsSource;
  return {
    offered: written.filter(hasData),
    missing: written.filter((key) => !hasData(key)),
  };
}
