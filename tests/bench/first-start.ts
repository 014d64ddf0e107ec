// From a fresh copy of the program to its address on the terminal, as a new user meets it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '@/scripts/launch/ports';
import { inProject, projectFolder } from '@/scripts/launch/project';
import { type Figure, reported, seconds } from './figure';

const targetMs = 3 * 60_000;
const deadlineMs = 10 * 60_000;

export async function measureFirstStart(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sertoli-bench-'));
  const copy = path.join(folder, 'program');
  const data = path.join(folder, 'data');
  chmodSync(folder, 0o711); // as root, PostgreSQL runs under another account
  try {
    copyProgram(copy);
    const first = await startDemo(copy, data, []);
    const startedOver = await startDemo(copy, data, ['--reset']);
    const again = await startDemo(copy, data, []);
    return [
      {
        name: 'First start to usable: build, database, migrations, living clinic',
        measured: seconds(first),
        target: `≤ ${seconds(targetMs)}`,
        isMet: first <= targetMs,
      },
      reported('The same with the build at hand (--reset)', seconds(startedOver)),
      reported('A later start', seconds(again)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a clone holds, and the installed packages as links, because installing them is not measured. */
function copyProgram(target: string): void {
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: projectFolder, encoding: 'utf8' });
  for (const file of tracked.split('\0').filter((name) => name !== '')) {
    cpSync(inProject(file), path.join(target, file), { recursive: true });
  }
  linkTree(inProject('node_modules'), path.join(target, 'node_modules'));
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) {
      linkTree(source, target);
    } else if (entry.isSymbolicLink()) {
      cpSync(source, target, { verbatimSymlinks: true });
    } else {
      linkSync(source, target);
    }
  }
}

/** Milliseconds until the address is printed; the program is stopped then. */
async function startDemo(
  program: string,
  data: string,
  options: readonly string[],
): Promise<number> {
  const port = await freePort();
  const start = performance.now();
  const child = spawn('npm', ['run', 'demo', '--', '--port', String(port), ...options], {
    cwd: program,
    env: { ...process.env, SERTOLI_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const deadline = setTimeout(() => interrupt(child), deadlineMs);
  try {
    await lineWith(child, `http://localhost:${port}`);
    return performance.now() - start;
  } finally {
    clearTimeout(deadline);
    if (child.exitCode === null) {
      const ended = once(child, 'close');
      interrupt(child);
      await ended;
    }
  }
}

/** As a terminal would: the signal reaches npm, its shell and the program. */
function interrupt({ pid }: ChildProcess): void {
  if (pid !== undefined) {
    process.kill(-pid, 'SIGINT');
  }
}

async function lineWith(child: ChildProcess, text: string): Promise<void> {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) {
      createInterface(stream).on('line', (line) => {
        lines.push(line);
        child.emit('line', line);
      });
    }
  }
  await new Promise<void>((resolve, reject) => {
    child.on('line', (line: string) => line.includes(text) && resolve());
    child.once('exit', () => reject(new Error(`The demo ended:\n${lines.join('\n')}`)));
  });
}
