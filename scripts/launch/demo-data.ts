// Loads the demo through scripts/load-demo.ts, which uses the program's own commands.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { LaunchProblem } from './problem.ts';
import { inProject } from './project.ts';
import type { Launch } from './supervise.ts';
import { leaveWithParent } from './web-server.ts';

/** The living clinic makes the program usable; the published cohorts follow. */
export type DemoPart = 'living' | 'history';

export type Progress = { readonly done: number; readonly total: number; readonly what: string };

/** Loads one part unless an earlier start finished it. An interrupted load is taken up again. */
export async function loadDemo(
  launch: Launch,
  part: DemoPart,
  report: (progress: Progress) => void,
): Promise<void> {
  const mark = path.join(launch.folder, `loaded-${part}`);
  if (existsSync(mark)) {
    return;
  }
  const child = fork(inProject('scripts', 'load-demo.ts'), [part], {
    detached: true,
    execArgv: ['--import', 'tsx', '--conditions=react-server', '--import', leaveWithParent],
    env: {
      ...process.env,
      DATABASE_URL: launch.connections.appUrl,
      DATABASE_OWNER_URL: launch.connections.ownerUrl,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const end = () => child.kill('SIGTERM');
  launch.signal.addEventListener('abort', end, { once: true });
  const errors: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  if (child.stdout) {
    createInterface(child.stdout).on('line', (line) => report(JSON.parse(line) as Progress));
  }
  const [code] = await once(child, 'close');
  launch.signal.removeEventListener('abort', end);
  launch.signal.throwIfAborted();
  if (code !== 0) {
    throw new LaunchProblem(`The demo data could not be loaded:\n${errors.join('').trim()}`);
  }
  writeFileSync(mark, '');
}
