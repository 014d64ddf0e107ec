// npm run demo: the whole program on an embedded PostgreSQL, with demo data.
import { openSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { demoAccounts, demoPassword } from '@/lib/demo/demo-accounts';
import { demoSites } from '@/lib/demo/demo-patient';
import { build, isBuildFresh } from './launch/build.ts';
import { chooseDataFolder, discardDataFolder } from './launch/data-folder.ts';
import { loadDemo, type Progress } from './launch/demo-data.ts';
import { requireFreePort } from './launch/ports.ts';
import { LaunchProblem, runCommand } from './launch/problem.ts';
import { type Launch, supervise } from './launch/supervise.ts';
import { startWebServer } from './launch/web-server.ts';
import { startWorker } from './launch/worker.ts';

const usage = 'Usage: npm run demo [-- --port N] [-- --reset]';

const folder = chooseDataFolder();

await runCommand(async () => {
  const { port, reset } = readOptions();
  await requireFreePort(port);
  if (reset) {
    await discardDataFolder(folder);
  }
  await supervise(folder, (launch) => serveDemo(launch, port));
}, folder);

function readOptions(): { port: number; reset: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '3000' },
        reset: { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new LaunchProblem(`--port ${values.port} is not a port number. ${usage}`);
    }
    return { port, reset: values.reset };
  } catch (error) {
    throw error instanceof TypeError ? new LaunchProblem(`${error.message} ${usage}`) : error;
  }
}

async function serveDemo(launch: Launch, port: number): Promise<void> {
  if (!isBuildFresh()) {
    say('Building (about half a minute, once) …');
    await build(launch.signal);
  }
  await loadDemo(launch, 'living', progressReport());
  const address = `http://localhost:${port}`;
  const log = path.join(launch.folder, 'web.log');
  const environment = {
    DATABASE_URL: launch.connections.appUrl,
    NEXTAUTH_SECRET: launch.secrets.authSecret,
    NEXTAUTH_URL: address,
  };
  const { child } = await startWebServer({
    port,
    host: '127.0.0.1',
    output: openSync(log, 'a', 0o600),
    signal: launch.signal,
    environment,
  });
  launch.keep(child, `The web server ended unexpectedly; see ${log}.`);
  const worker = startWorker({
    output: openSync(path.join(launch.folder, 'worker.log'), 'a', 0o600),
    environment,
  });
  launch.stopWith(worker.stop);
  say(`\nSertoli is running at ${address}\n`);
  say(accountTable());
  say(`The data are in ${launch.folder}. Ctrl-C stops; the next start keeps them.\n`);
  await loadHistory(launch);
}

/** The clinic is in use by now and stays so, whatever becomes of the published cohorts. */
async function loadHistory(launch: Launch): Promise<void> {
  try {
    await loadDemo(launch, 'history', progressReport());
  } catch (error) {
    if (!(error instanceof LaunchProblem)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
  }
}

/** Who can sign in, where, and with which password. */
function accountTable(): string {
  const rows = demoAccounts.map(({ email, role, sites }) => {
    const names = sites.map((site) => demoSites[site].code).join(', ');
    return `  ${email.padEnd(28)}${role.padEnd(15)}${names}`;
  });
  return ['Accounts:', ...rows, `Password of each: ${demoPassword}\n`].join('\n');
}

/** On a terminal one line that counts up, elsewhere a line for each tenth. */
function progressReport(): (progress: Progress) => void {
  let tenths = 0;
  return ({ done, total, what }) => {
    const line = `${what}: ${done} of ${total}`;
    const reached = Math.floor((done * 10) / total);
    if (process.stdout.isTTY) {
      process.stdout.write(`\r${line}${done === total ? '\n' : ''}`);
    } else if (reached > tenths) {
      tenths = reached;
      say(line);
    }
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
