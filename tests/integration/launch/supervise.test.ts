import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAlive } from '@/scripts/launch/embedded-postgres';
import { giveTo, serviceAccount } from '@/scripts/launch/service-account';
import {
  endOf,
  type Launched,
  launch,
  postmasterOf,
  runScript,
} from '@/tests/support/launched-program';

let folder: string;
let started: Launched[];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sertoli-launch-'));
  chmodSync(folder, 0o711);
  started = [];
});

afterEach(async () => {
  for (const { launcher, ended } of started) {
    launcher.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

function start(): Launched {
  const program = launch(folder);
  started.push(program);
  return program;
}

async function startWriting(): Promise<{ program: Launched; writer: number; postmaster: number }> {
  const program = start();
  const { writer } = await program.start;
  await expect.poll(program.written, { timeout: 30_000 }).toBeGreaterThan(100);
  return { program, writer, postmaster: postmasterOf(folder) };
}

const kill = (...pids: readonly (number | undefined)[]) => {
  for (const pid of pids) {
    process.kill(pid as number, 'SIGKILL');
  }
};

/** What the next start finds must hold every row that was acknowledged before. */
async function expectNothingLost(before: Launched): Promise<void> {
  const { kept } = await start().start;
  expect(kept).toBeGreaterThanOrEqual(before.written());
}

test('SIGTERM stops the child, then the database, and leaves no lock behind', async () => {
  const { program, writer, postmaster } = await startWriting();
  program.launcher.kill('SIGTERM');
  expect(await program.ended).toEqual({ code: 0, errors: '' });
  expect([isAlive(writer), isAlive(postmaster)]).toEqual([false, false]);
  expect(existsSync(path.join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
  await expectNothingLost(program);
});

test('Ctrl-C stops it in the same order', async () => {
  const { program, postmaster } = await startWriting();
  program.launcher.kill('SIGINT');
  expect(await program.ended).toEqual({ code: 0, errors: '' });
  expect(isAlive(postmaster)).toBe(false);
});

describe('kill -9 loses nothing that was acknowledged', () => {
  test('of the launcher: the child leaves, the next start adopts the database', async () => {
    const { program, postmaster } = await startWriting();
    kill(program.launcher.pid);
    await program.ended;
    expect(isAlive(postmaster)).toBe(true);
    await expectNothingLost(program);
    expect(postmasterOf(folder)).toBe(postmaster);
  });

  test('of the database: the launcher says so and ends', async () => {
    const { program, writer, postmaster } = await startWriting();
    kill(postmaster);
    const { code, errors } = await program.ended;
    expect(code).toBe(1);
    expect(errors).toContain(
      'The database ended unexpectedly. Nothing that was saved is lost: start again.\n',
    );
    expect(isAlive(writer)).toBe(false);
    await expectNothingLost(program);
  });

  test('of the child: the launcher stops the database and ends', async () => {
    const { program, writer, postmaster } = await startWriting();
    kill(writer);
    expect(await program.ended).toEqual({ code: 1, errors: 'The writer ended unexpectedly.\n' });
    expect(isAlive(postmaster)).toBe(false);
    await expectNothingLost(program);
  });

  test('of all of them at once', async () => {
    const { program, writer, postmaster } = await startWriting();
    kill(program.launcher.pid, writer, postmaster);
    await program.ended;
    await expectNothingLost(program);
  });
});

describe('a lock file left behind', () => {
  let stranger: ChildProcess;

  beforeEach(() => {
    // An unrelated process of the account that PostgreSQL runs as, as after a container restart.
    stranger = spawn('sleep', ['600'], { stdio: 'ignore', ...serviceAccount() });
  });

  afterEach(() => {
    stranger.kill();
  });

  test('naming an unrelated live process does not stop the start', async () => {
    const { program } = await startWriting();
    program.launcher.kill('SIGTERM');
    await program.ended;
    const lock = path.join(folder, 'postgres', 'postmaster.pid');
    writeFileSync(lock, `${stranger.pid}\n${path.join(folder, 'postgres')}\n1\n5432\n\n\n`);
    giveTo(serviceAccount(), lock);
    await expectNothingLost(program);
    expect(stranger.exitCode).toBeNull();
  });
});

test('a second launcher on the same data is refused, the first goes on', async () => {
  const { program, postmaster } = await startWriting();
  const second = start();
  expect(await second.ended).toEqual({
    code: 1,
    errors: `Another launcher is already running on ${folder}: stop it first.\n`,
  });
  expect(isAlive(postmaster)).toBe(true);
  expect(program.launcher.exitCode).toBeNull();
});

test('damaged data give one line that names the log', async () => {
  const { program } = await startWriting();
  program.launcher.kill('SIGTERM');
  await program.ended;
  appendFileSync(path.join(folder, 'postgres', 'postgresql.conf'), '\nno_such_setting = 1\n');
  const { code, errors } = await start().ended;
  expect(code).toBe(1);
  expect(errors).toMatch(/^PostgreSQL could not be started: .*postgres\.log\)\n$/);
});

test('the demo says in one line that its port is taken', async () => {
  const server = createServer().listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  try {
    expect(
      await endOf(runScript('scripts/demo.ts', ['--port', port], { SERTOLI_DATA: folder })),
    ).toEqual({
      code: 1,
      errors: `Port ${port} is taken by another program: stop it, or choose another with --port.\n`,
    });
  } finally {
    server.close();
  }
});
