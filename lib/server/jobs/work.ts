import 'server-only';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { programVersion } from '@/lib/core/program-version';
import { now } from '../clock';
import { prisma } from '../db/client';
import { purgeFiles } from '../files/purge-files';
import { logFailure } from '../log';
import { runDueDigests } from '../reminders/run-due-digests';
import { jobHandlers } from './handlers';
import { runNextJob } from './run-next-job';

/** Jobs at a time in one process: a small one need not wait for an import of a hundred thousand rows. */
const lanes = 2;

const lookEveryMs = 400;
const aliveEveryMs = 5_000;
const tidyEveryMs = 60_000;
const remindEveryMs = 60_000;
const afterFailureMs = 2_000;

/** What the worker process does until it is asked to stop; jobs under way then go back to those that wait. */
export async function work(stopping: AbortSignal): Promise<void> {
  const workerId = randomUUID();
  const loops = Array.from({ length: lanes }, () => ({
    everyMs: lookEveryMs,
    name: 'jobs',
    step: () => runNextJob(jobHandlers, stopping),
  }));
  const sayAlive = async () => {
    await prisma().$executeRaw`SELECT app.worker_alive(${workerId}::uuid, ${programVersion})`;
    return false;
  };
  const remind = async () => {
    await runDueDigests(now());
    return false;
  };
  await Promise.all(
    [
      ...loops,
      { everyMs: aliveEveryMs, name: 'alive', step: sayAlive },
      { everyMs: tidyEveryMs, name: 'tidy', step: purgeFiles },
      { everyMs: remindEveryMs, name: 'remind', step: remind },
    ].map((loop) => repeat(loop, stopping)),
  );
}

interface Loop {
  readonly name: string;
  readonly everyMs: number;
  /** Whether there may be more to do at once. */
  readonly step: () => Promise<boolean>;
}

/** Nothing that goes wrong in a step ends the process: the database may be away for a while. */
async function repeat({ name, everyMs, step }: Loop, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    let waitMs = everyMs;
    try {
      waitMs = (await step()) ? 0 : everyMs;
    } catch (error) {
      logFailure('worker-step-failed', error, { name });
      waitMs = Math.max(everyMs, afterFailureMs);
    }
    await pause(waitMs, undefined, { signal: stopping }).catch(() => undefined);
  }
}
