import { jobHandlers } from '@/lib/server/jobs/handlers';
import { runNextJob } from '@/lib/server/jobs/run-next-job';

/** Does in this process what waits for the worker, until nothing is left. */
export async function runJobs(): Promise<void> {
  const never = new AbortController().signal;
  while (await runNextJob(jobHandlers, never)) {
    // The next one.
  }
}
