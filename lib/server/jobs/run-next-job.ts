import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { ErrorCode } from '@/lib/core/error-code';
import type { JsonValue } from '@/lib/core/json';
import { findPerson } from '../accounts/find-actor';
import { AppError } from '../app-error';
import { prisma } from '../db/client';
import { inTransaction, type Transaction } from '../db/transaction';
import { describeFailure } from '../describe-failure';
import { logFailure } from '../log';
import type { JobHandler, JobProgress } from './define-job';

/** How long a worker may be silent before another takes its job up, and how often that is tried. Proposals. */
const staleAfterSeconds = 120;
const mostAttempts = 3;

/** A page that shows the progress asks about as often. */
const reportEveryMs = 400;

interface Claimed {
  readonly jobId: string;
  readonly kind: string;
  readonly requestedBy: string;
  readonly claim: string;
}

/**
 * Runs the job that has waited longest, as the person who asked for it, to its end.
 *
 * @param stopping aborted when this process has to end: the job goes back to those that wait
 * @returns whether there was one
 */
export async function runNextJob(
  handlers: readonly JobHandler[],
  stopping: AbortSignal,
): Promise<boolean> {
  const kinds = handlers.map(({ kind }) => kind);
  const [claimed] = await prisma().$queryRaw<Claimed[]>`
    SELECT job_id AS "jobId", kind, requested_by AS "requestedBy", claim
    FROM app.claim_job(${kinds}::text[], make_interval(secs => ${staleAfterSeconds}), ${mostAttempts}::integer)`;
  const handler = handlers.find(({ kind }) => kind === claimed?.kind);
  if (claimed === undefined || handler === undefined) {
    return false;
  }
  await run(claimed, handler, stopping);
  return true;
}

type Ending =
  | { readonly outcome: 'done'; readonly result: JsonValue }
  | { readonly outcome: 'failed'; readonly code: ErrorCode; readonly message: string }
  | { readonly outcome: 'canceled' | 'queued' };

async function run(claimed: Claimed, handler: JobHandler, stopping: AbortSignal): Promise<void> {
  const canceled = new AbortController();
  const signal = AbortSignal.any([canceled.signal, stopping]);
  const over = new AbortController();
  let newest: JobProgress = { done: 0, total: 0 };
  const reporting = report(claimed, () => newest, canceled, over.signal);
  const ending = await attempt(claimed, handler, {
    signal,
    progress: (progress) => {
      newest = progress;
    },
  });
  over.abort();
  await reporting;
  if (canceled.signal.reason !== lost) {
    await finish(
      claimed,
      newest,
      canceled.signal.aborted && ending.outcome !== 'done' ? { outcome: 'canceled' } : ending,
    );
  }
}

/** The reason why an attempt stops that another one has replaced. */
const lost = new Error('The job was taken up by another worker.');

interface Watch {
  readonly signal: AbortSignal;
  readonly progress: (progress: JobProgress) => void;
}

async function attempt(
  { jobId, requestedBy, claim }: Claimed,
  handler: JobHandler,
  { signal, progress }: Watch,
): Promise<Ending> {
  try {
    const actor = await findPerson(requestedBy);
    if (actor === null) {
      throw new AppError('FORBIDDEN', {
        message: 'The account of the person who asked for this is disabled.',
      });
    }
    const job = await inTransaction(actor, { requestId: claim }, (tx) =>
      tx.job.findUnique({ where: { id: jobId }, select: { input: true } }),
    );
    if (job === null) {
      throw new AppError('FORBIDDEN', {
        message: 'The person who asked for this has no longer access to every site of it.',
      });
    }
    const { input } = job;
    const result = await handler.run({ actor, jobId, input, progress, signal, requestId: claim });
    return { outcome: 'done', result };
  } catch (error) {
    if (signal.aborted) {
      return { outcome: 'queued' };
    }
    const { code, message } = describeFailure(error, `job.${handler.kind}`, jobId);
    return { outcome: 'failed', code, message };
  }
}

/** Tells how far it is until it is over, and learns whether somebody wants it to stop. */
async function report(
  { jobId, requestedBy, claim }: Claimed,
  progress: () => JobProgress,
  canceled: AbortController,
  over: AbortSignal,
): Promise<void> {
  while (!over.aborted) {
    const { done, total, message = '' } = progress();
    try {
      const answer = await asPerson(requestedBy, claim, async (tx) => {
        const [row] = await tx.$queryRaw<{ answer: string }[]>`
          SELECT app.report_job(
            ${jobId}::uuid, ${claim}::uuid, ${done}::integer, ${total}::integer, ${message}) AS answer`;
        return row?.answer;
      });
      if (answer === 'cancel') {
        canceled.abort();
      } else if (answer === 'lost') {
        canceled.abort(lost);
      }
    } catch (error) {
      // The database may come back before the job is given up.
      logFailure('job-report-failed', error, { job: jobId });
    }
    await pause(reportEveryMs, undefined, { signal: over }).catch(() => undefined);
  }
}

async function finish(
  { jobId, requestedBy, claim }: Claimed,
  { done, total, message = '' }: JobProgress,
  ending: Ending,
): Promise<void> {
  const result = ending.outcome === 'done' ? JSON.stringify(ending.result) : null;
  const error =
    ending.outcome === 'failed'
      ? JSON.stringify({ code: ending.code, message: ending.message })
      : null;
  await asPerson(requestedBy, claim, async (tx) => {
    await tx.$executeRaw`
      SELECT app.report_job(
        ${jobId}::uuid, ${claim}::uuid, ${done}::integer, ${total}::integer, ${message})`;
    await tx.$executeRaw`
      SELECT app.finish_job(
        ${jobId}::uuid, ${claim}::uuid, ${ending.outcome}, ${result}::jsonb, ${error}::jsonb)`;
  });
}

/** The trail names who asked, also where that person has lost the right to: the claim is what the functions go by. */
function asPerson<Result>(
  userId: string,
  requestId: string,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return inTransaction({ userId }, { requestId }, work);
}
