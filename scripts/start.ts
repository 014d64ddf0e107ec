// npm start: the production way, on a database of the clinic's own.

import { migrate } from '@/lib/server/db/migrate';
import { isBuildFresh } from './launch/build.ts';
import { requireFreePort } from './launch/ports.ts';
import { LaunchProblem, runCommand } from './launch/problem.ts';
import { aborted, stopOnSignal } from './launch/stop-on-signal.ts';
import { startWebServer } from './launch/web-server.ts';
import { startWorker } from './launch/worker.ts';

await runCommand(async () => {
  const {
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: ownerUrl,
    PORT = '3000',
    HOST = '0.0.0.0',
  } = process.env;
  if (!appUrl) {
    throw new LaunchProblem(
      'Set DATABASE_URL to the clinic\'s database (see .env.example), or try "npm run demo".',
    );
  }
  if (!isBuildFresh()) {
    throw new LaunchProblem('There is no build of these sources: run "npm run build" first.');
  }
  await requireFreePort(Number(PORT));
  if (ownerUrl) {
    await migrate({ appUrl, ownerUrl });
  }
  const stop = stopOnSignal();
  const server = await startWebServer({
    port: Number(PORT),
    host: HOST,
    environment: {},
    output: 'inherit',
  });
  const worker = startWorker({ environment: {}, output: 'inherit' });
  server.child.once('exit', (code) => process.exit(stop.signal.aborted ? 0 : (code ?? 1)));
  await aborted(stop.signal);
  await Promise.all([server.stop(), worker.stop()]);
});
