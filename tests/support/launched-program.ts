// Starts tests/support/launched/program.ts and follows what it reports.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

type Start = { readonly writer: number; readonly port: number; readonly kept: number };

export type Launched = {
  readonly launcher: ChildProcess;
  /** Resolves when everything that holds the program's output has ended. */
  readonly ended: Promise<{ code: number | null; errors: string }>;
  /** What the writer found and where it runs. */
  readonly start: Promise<Start>;
  /** The highest row acknowledged so far. */
  readonly written: () => number;
};

export function runScript(file: string, args: readonly string[], environment = {}): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', '--conditions=react-server', file, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export async function endOf(child: ChildProcess): Promise<{ code: number | null; errors: string }> {
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code] = await once(child, 'close');
  return { code, errors };
}

export function launch(folder: string): Launched {
  const launcher = runScript(path.join(import.meta.dirname, 'launched', 'program.ts'), [folder]);
  let written = 0;
  let reportStart: (start: Start) => void;
  const start = new Promise<Start>((resolve) => {
    reportStart = resolve;
  });
  if (launcher.stdout) {
    createInterface(launcher.stdout).on('line', (line) => {
      const report = JSON.parse(line) as Start | { written: number };
      if ('written' in report) {
        written = report.written;
      } else {
        reportStart(report);
      }
    });
  }
  return {
    launcher,
    ended: endOf(launcher),
    start,
    written: () => written,
  };
}

export function postmasterOf(folder: string): number {
  return Number(
    readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
  );
}
