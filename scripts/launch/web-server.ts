// Runs the built web server as a child that ends with its launcher.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { serverFile } from './build.ts';
import { LaunchProblem } from './problem.ts';
import { inProject } from './project.ts';

export type WebServer = {
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
};

export type WebServerOptions = {
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where the server's own output goes: this terminal, or an open file. */
  readonly output: 'inherit' | number;
  /** Gives up starting. */
  readonly signal?: AbortSignal;
};

const startDeadlineMs = 60_000;
const stopDeadlineMs = 10_000;
const pollMs = 50;

export const leaveWithParent = inProject('scripts', 'launch', 'leave-with-parent.mjs');

/** Resolves once the server answers. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { port, host, environment, output, signal } = options;
  const child = fork(serverFile, {
    // Its own process group: Ctrl-C reaches the launcher only, which then stops things in order.
    detached: true,
    execArgv: ['--import', leaveWithParent],
    env: {
      ...process.env,
      // The web process has no business with the owner's rights.
      DATABASE_OWNER_URL: undefined,
      ...environment,
      NODE_ENV: 'production',
      PORT: String(port),
      HOSTNAME: host,
    },
    stdio: ['ignore', output, output, 'ipc'],
  });
  const address = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/api/health`;
  const deadline = Date.now() + startDeadlineMs;
  while (!(await answers(address))) {
    if (hasEnded(child)) {
      throw new LaunchProblem('The web server ended while starting.');
    }
    if (signal?.aborted || Date.now() > deadline) {
      await end(child);
      throw new LaunchProblem('The web server did not answer in time.');
    }
    await pause(pollMs);
  }
  return { child, stop: () => end(child) };
}

export async function end(child: ChildProcess): Promise<void> {
  if (!hasEnded(child)) {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), stopDeadlineMs);
    await exit;
    clearTimeout(impatience);
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function answers(address: string): Promise<boolean> {
  try {
    await fetch(address, { redirect: 'manual' });
    return true;
  } catch {
    // Not listening yet.
    return false;
  }
}
