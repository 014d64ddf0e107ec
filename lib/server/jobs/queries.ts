import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { errorCodes } from '@/lib/core/error-code';
import { invariant } from '@/lib/core/invariant';
import { type JobKind, type JobStatus, jobKinds, jobStatuses } from '@/lib/core/job';
import type { JsonValue } from '@/lib/core/json';
import { now } from '../clock';
import { inReadTransaction, type Transaction } from '../db/transaction';

export interface JobView {
  readonly id: string;
  readonly kind: JobKind;
  readonly aboutId: string | null;
  readonly siteIds: readonly string[];
  readonly input: unknown;
  readonly status: JobStatus;
  /** Members, rows or whatever the job counts; 0 of 0 until it begins. */
  readonly done: number;
  readonly total: number;
  readonly message: string;
  readonly result: JsonValue;
  readonly error: JobError | null;
  readonly reason: string | null;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  /** Somebody asked to stop it, and it has not stopped yet. */
  readonly isStopping: boolean;
  /** Its worker was not heard of for a while; another takes it up by itself. */
  readonly isSilent: boolean;
}

const jobErrorSchema = z.object({
  code: z.enum(Object.keys(errorCodes) as (keyof typeof errorCodes)[]),
  message: z.string(),
});
/** A code of the closed list and the sentence for the person. */
export type JobError = z.output<typeof jobErrorSchema>;

export const jobsPerPage = 50;

interface Search {
  readonly kinds: readonly JobKind[];
  readonly aboutId: string;
  /** From 1. */
  readonly page: number;
}

/** Newest first, a page at a time. */
export async function listJobs(
  tx: Transaction,
  { kinds, aboutId, page }: Search,
): Promise<JobView[]> {
  const rows = await tx.job.findMany({
    where: { aboutId, kind: { in: [...kinds] } },
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    skip: (page - 1) * jobsPerPage,
    take: jobsPerPage,
  });
  const people = await tx.userAccount.findMany({
    where: { id: { in: rows.map(({ requestedBy }) => requestedBy) } },
    select: { id: true, displayName: true },
  });
  const names = new Map(people.map(({ id, displayName }) => [id, displayName]));
  return rows.map((row) => viewOf(row, names.get(row.requestedBy)));
}

/** Null where there is none that the actor may see. */
export async function getJob(
  tx: Transaction,
  kind: JobKind,
  jobId: string,
): Promise<JobView | null> {
  if (!z.uuid().safeParse(jobId).success) {
    return null;
  }
  const row = await tx.job.findUnique({ where: { id: jobId, kind } });
  const person =
    row && (await tx.userAccount.findUnique({ where: { id: row.requestedBy } }))?.displayName;
  return row && viewOf(row, person ?? undefined);
}

type Row = NonNullable<Awaited<ReturnType<Transaction['job']['findUnique']>>>;

function viewOf(row: Row, person = 'Somebody of another site'): JobView {
  const { id, aboutId, siteIds, input, done, total, message, reason } = row;
  const { requestedAt, finishedAt, heartbeatAt, cancelRequestedAt } = row;
  const status = jobStatuses.find((known) => known === row.status);
  invariant(status !== undefined, `unknown status of a job: ${row.status}`);
  const kind = jobKinds.find((known) => known === row.kind);
  invariant(kind !== undefined, `unknown kind of a job: ${row.kind}`);
  return {
    id,
    kind,
    aboutId,
    siteIds,
    input,
    status,
    done,
    total,
    message,
    result: row.result as JsonValue,
    error: jobErrorSchema.nullable().parse(row.error),
    reason,
    requestedBy: person,
    requestedAt,
    finishedAt,
    isStopping: status === 'running' && cancelRequestedAt !== null,
    isSilent: status === 'running' && heartbeatAt !== null && heartbeatAt < silentSince(),
  };
}

/** A worker that is alive says so every few seconds. */
const silentAfterSeconds = 30;

function silentSince(): Date {
  return new Date(now().getTime() - silentAfterSeconds * 1000);
}

/** Whether some worker process was heard of a moment ago: without one, nothing that is asked for begins. */
export function isWorkerRunning(actor: Actor): Promise<boolean> {
  return inReadTransaction(
    actor,
    async (tx) =>
      (await tx.workerHeartbeat.count({ where: { seenAt: { gt: silentSince() } } })) > 0,
  );
}
