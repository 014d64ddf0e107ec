// Runs the worker process as a child that ends with its launcher, and starts it again when it ends by itself.
import { type ChildProcess, fork } from 'node:child_process';
import { inProject } from './project.ts';
import { end, leaveWithParent } from './web-server.ts';

export type Worker = {
  /** Of the process that runs now. */
  readonly pid: () => number | undefined;
  readonly stop: () => Promise<void>;
};

export type WorkerOptions = {
  readonly environment: Readonly<Record<string, string>>;
  /** Where its own output goes: this terminal, or an open file. */
  readonly output: 'inherit' | number;
};

/** A worker that an import has brought to its end must neither take the web server with it nor stay away. */
const startAgainAfterMs = 2_000;

/** What passes through it are short-lived pieces of files: collected early, they do not pile up (also in package.json, Dockerfile). */
const littleMemory = ['--max-semi-space-size=2', '--optimize-for-size'];

export function startWorker({ environment, output }: WorkerOptions): Worker {
  let child: ChildProcess;
  let again: NodeJS.Timeout | undefined;
  let isStopping = false;
  const begin = () => {
    child = fork(inProject('scripts', 'worker.ts'), {
      // Its own process group: Ctrl-C reaches the launcher only, which then stops things in order.
      detached: true,
      execArgv: [
        ...littleMemory,
        '--import',
        'tsx',
        '--conditions=react-server',
        '--import',
        leaveWithParent,
      ],
      env: {
        ...process.env,
        // It has no business with the owner's rights.
        DATABASE_OWNER_URL: undefined,
        ...environment,
        NODE_ENV: 'production',
      },
      stdio: ['ignore', output, output, 'ipc'],
    });
    child.once('exit', () => {
      if (!isStopping) {
        again = setTimeout(begin, startAgainAfterMs);
      }
    });
  };
  begin();
  return {
    pid: () => child.pid,
    stop: async () => {
      isStopping = true;
      clearTimeout(again);
      await end(child);
    },
  };
}
