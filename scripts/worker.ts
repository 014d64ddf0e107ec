// npm run worker: does what takes longer than a request (exports, imports), beside the web server.
import { closeDatabase } from '@/lib/server/db/client';
import { work } from '@/lib/server/jobs/work';
import { LaunchProblem, runCommand } from './launch/problem.ts';
import { stopOnSignal } from './launch/stop-on-signal.ts';

await runCommand(async () => {
  if (!process.env['DATABASE_URL']) {
    throw new LaunchProblem("Set DATABASE_URL to the clinic's database (see .env.example).");
  }
  const stop = stopOnSignal();
  await work(stop.signal);
  await closeDatabase();
});
