// Starts, adopts and stops a PostgreSQL server on a folder. The server is its own process group and
// outlives whoever started it, so that no signal meant for the program reaches the database first.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { freePort } from './ports.ts';
import { LaunchProblem, recognizeProblem } from './problem.ts';
import { giveTo, serviceAccount } from './service-account.ts';

export type Cluster = {
  /** Holds `postgres` (the data) and `postgres.log`. */
  readonly folder: string;
  readonly superuserPassword: string;
};

export type RunningPostgres = {
  readonly pid: number;
  readonly port: number;
};

export type PostgresOptions = {
  /** Extra settings; durable settings are PostgreSQL's own defaults. */
  readonly settings?: Readonly<Record<string, string>>;
};

const startDeadlineMs = 120_000;
const pollMs = 40;

const dataFolder = (cluster: Cluster) => `${cluster.folder}/postgres`;
const logFile = (cluster: Cluster) => `${cluster.folder}/postgres.log`;

export function superuserUrl(cluster: Cluster, port: number, database = 'postgres'): string {
  return databaseUrl({ role: 'postgres', password: cluster.superuserPassword, port, database });
}

export function databaseUrl(target: {
  role: string;
  password: string;
  port: number;
  database: string;
}): string {
  const { role, password, port, database } = target;
  return `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Creates the data folder if there is none yet, then starts the server or adopts a running one. */
export async function openPostgres(
  cluster: Cluster,
  options: PostgresOptions = {},
): Promise<RunningPostgres> {
  if (!existsSync(dataFolder(cluster))) {
    initialize(cluster);
  }
  const deadline = Date.now() + startDeadlineMs;
  while (Date.now() < deadline) {
    const found = readLock(cluster);
    if (!found) {
      return start(cluster, options, deadline);
    }
    if (!isOurServer(found.pid, cluster)) {
      // A pid file that survived a crash or a container restart may name any living process.
      rmSync(`${dataFolder(cluster)}/postmaster.pid`, { force: true });
    } else if (await accepts(cluster, found.port)) {
      return found;
    } else {
      await pause(pollMs);
    }
  }
  throw new LaunchProblem(`PostgreSQL did not become ready; see ${logFile(cluster)}.`);
}

/** The port of the server on this folder, or null if none runs. */
export function runningPort(cluster: Cluster): number | null {
  const found = readLock(cluster);
  return found && isOurServer(found.pid, cluster) ? found.port : null;
}

/** Ends the server on this folder, if there is one, after it has written everything down. */
export async function stopPostgres(cluster: Cluster): Promise<void> {
  const found = readLock(cluster);
  if (!found || !isOurServer(found.pid, cluster)) {
    return;
  }
  if (process.platform === 'win32') {
    // Windows knows no signal but the one that kills.
    execFileSync(findBinaries().pgCtl, ['stop', '--mode=fast', '-D', dataFolder(cluster)]);
  } else {
    process.kill(found.pid, 'SIGINT'); // a "fast" shutdown
  }
  while (isAlive(found.pid)) {
    await pause(pollMs);
  }
}

function initialize(cluster: Cluster): void {
  const account = serviceAccount();
  const { initdb } = findBinaries();
  const unfinished = `${dataFolder(cluster)}.new`;
  const passwordFile = `${cluster.folder}/initial-password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  giveTo(account, unfinished);
  writeFileSync(passwordFile, cluster.superuserPassword, { mode: 0o600 });
  giveTo(account, passwordFile);
  const { status, stderr, error } = spawnSync(
    initdb,
    [
      `--pgdata=${unfinished}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      process.platform === 'linux' ? '--locale=C.UTF-8' : '--locale=C',
      '--data-checksums',
    ],
    { encoding: 'utf8', cwd: cluster.folder, ...account },
  );
  rmSync(passwordFile, { force: true });
  if (status !== 0) {
    const reason = `${error?.message ?? ''}${stderr ?? ''}`.trim();
    rmSync(unfinished, { recursive: true, force: true });
    throw (
      recognizeProblem(reason, cluster.folder) ??
      new LaunchProblem(`PostgreSQL could not be set up: ${reason.split('\n').at(-1)}`)
    );
  }
  renameSync(unfinished, dataFolder(cluster));
}

async function start(
  cluster: Cluster,
  options: PostgresOptions,
  deadline: number,
): Promise<RunningPostgres> {
  const port = await freePort();
  const settings = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...options.settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openLog(cluster);
  const child = spawn(
    findBinaries().postgres,
    ['-D', dataFolder(cluster), '-p', String(port), ...settings],
    {
      cwd: cluster.folder,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log.descriptor, log.descriptor],
      ...serviceAccount(),
    },
  );
  closeSync(log.descriptor);
  child.unref();
  let failure: string | null = null;
  child.once('error', (error) => {
    failure = error.message;
  });
  child.once('exit', () => {
    failure ??= readFileSync(logFile(cluster), 'utf8').slice(log.length);
  });
  while (Date.now() < deadline) {
    if (failure !== null) {
      throw describeFailedStart(failure, cluster);
    }
    if (child.pid !== undefined && (await accepts(cluster, port))) {
      return { pid: child.pid, port };
    }
    await pause(pollMs);
  }
  throw new LaunchProblem(`PostgreSQL did not become ready; see ${logFile(cluster)}.`);
}

function openLog(cluster: Cluster): { descriptor: number; length: number } {
  const descriptor = openSync(logFile(cluster), 'a', 0o600);
  return { descriptor, length: readFileSync(logFile(cluster), 'utf8').length };
}

function describeFailedStart(reason: string, cluster: Cluster): LaunchProblem {
  const lastLine = reason.trim().split('\n').at(-1) ?? '';
  return (
    recognizeProblem(reason, cluster.folder) ??
    new LaunchProblem(`PostgreSQL could not be started: ${lastLine} (see ${logFile(cluster)})`)
  );
}

/** The pid file's first line is the process, its fourth the port. */
function readLock(cluster: Cluster): RunningPostgres | null {
  try {
    const lines = readFileSync(`${dataFolder(cluster)}/postmaster.pid`, 'utf8').split('\n');
    return { pid: Math.abs(Number(lines[0])), port: Number(lines[3]) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

function isOurServer(pid: number, cluster: Cluster): boolean {
  return isAlive(pid) && commandLine(pid).includes(dataFolder(cluster));
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    }
    return process.platform === 'win32'
      ? execFileSync(
          'powershell',
          [
            '-NoProfile',
            '-Command',
            `(Get-CimInstance Win32_Process -Filter ProcessId=${pid}).CommandLine`,
          ],
          { encoding: 'utf8' },
        )
      : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    // The process ended between the two looks.
    return '';
  }
}

async function accepts(cluster: Cluster, port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: superuserUrl(cluster, port) });
  // A server that stops while we ask is simply not ready.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '28P01') {
      throw new LaunchProblem(
        `The passwords kept in ${cluster.folder} do not fit its database; delete the folder to start afresh.`,
      );
    }
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
