import { afterEach, expect, test } from 'vitest';
import { parseResultsCsv } from '@/lib/analysis/results-csv';
import { endR, type RFolder, rProcessId, runPlan } from '@/lib/server/statistics/run-plan';
import { folderOf, rLimits, runInBoth } from '@/tests/support/r';

afterEach(endR);

const ages = { id: 'ages', method: 'describe', arguments: { variables: ['age'] } } as const;

const study = {
  datasets: {
    subjects: { study_id: ['1', '2', '3'], arm: ['a', 'b', 'b'], age: [31, 35, null] },
  },
  plan: [ages],
};

const folder = folderOf(study);

/** A process is gone when the system has taken its memory back, which a busy machine takes its time for. */
const patience = { timeout: 30_000 };

const ran = (results: string) =>
  parseResultsCsv(results).figure({
    analysis: 'environment',
    row: 'R',
    column: 'all',
    statistic: 'version',
  });

const answer = { kind: 'text', text: expect.stringMatching(/^\d+\.\d+\.\d+$/) };

test('R in WebAssembly and a stock R give the same answer', async () => {
  const results = await runInBoth(study);
  expect(results.rows.map(({ analysis }) => analysis)).toContain('ages');
});

test('R is ended at its time limit, says so, and answers the next plan', async () => {
  await expect(runPlan(folder, { ...rLimits, seconds: 0.1 })).rejects.toThrow(
    'R was ended after 0.1 seconds without an answer.',
  );
  expect(rProcessId()).toBeUndefined();
  expect(ran(await runPlan(folder, rLimits))).toEqual(answer);
});

test('R is ended at its memory limit, says so, and answers the next plan', async () => {
  await expect(runPlan(folder, { ...rLimits, megabytes: 120 })).rejects.toThrow(
    'R was ended because it needed more than 120 MB of memory.',
  );
  expect(rProcessId()).toBeUndefined();
  expect(ran(await runPlan(folder, rLimits))).toEqual(answer);
});

test('when R is killed the one who waits is told, and those behind him get their answer', async () => {
  const killing = folderWith(async function* () {
    process.kill(expectProcess(), 'SIGKILL');
    yield Buffer.from('study_id,arm,age\n');
  });
  const [killed, next] = await Promise.allSettled([
    runPlan(killing, rLimits),
    runPlan(folder, rLimits),
  ]);
  expect(killed).toMatchObject({
    status: 'rejected',
    reason: { name: 'StatisticsProblem', message: 'R ended before it gave an answer. Try again.' },
  });
  expect(next.status === 'fulfilled' && ran(next.value)).toEqual(answer);
});

test('when R is killed while it waits, the next plan starts it anew', async () => {
  await runPlan(folder, rLimits);
  const first = expectProcess();
  process.kill(first, 'SIGKILL');
  await expect.poll(rProcessId, patience).toBeUndefined();
  expect(ran(await runPlan(folder, rLimits))).toEqual(answer);
  expect(rProcessId()).not.toBe(first);
});

test('after a while without work R ends and gives its memory back', async () => {
  await runPlan(folder, { ...rLimits, idleSeconds: 0.05 });
  const pid = expectProcess();
  await expect.poll(() => isAlive(pid), patience).toBe(false);
});

test('data that cannot be read is the reader’s failure, and leaves nothing behind', async () => {
  const broken = folderWith(async function* () {
    yield Buffer.from('study_id,arm,age\n1,a,9');
    throw new Error('the database is gone');
  });
  await expect(runPlan(broken, rLimits)).rejects.toThrow('the database is gone');
  expect(ran(await runPlan(folder, rLimits))).toEqual(answer);
});

test('a second plan over the same data does not read it again, over other data it does', async () => {
  let reads = 0;
  const counting = folderWith(async function* () {
    reads += 1;
    yield* folder.dataset('subjects');
  });
  await runPlan(counting, rLimits);
  await runPlan(counting, rLimits);
  expect(reads).toBe(1);
  expect(ran(await runPlan({ ...counting, dataKey: 'other' }, rLimits))).toEqual(answer);
  expect(reads).toBe(2);
});

test('plans wait for each other, and no more than can be answered', async () => {
  const asked = await Promise.allSettled(
    Array.from({ length: 22 }, () => runPlan(folder, rLimits)),
  );
  const refused = asked.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(2);
  expect(refused[0]).toMatchObject({
    reason: { message: 'R is busy with other tables. Try again in a minute.' },
  });
  for (const each of asked) {
    expect(each.status === 'rejected' || ran(each.value)).toEqual(
      each.status === 'rejected' || answer,
    );
  }
});

function folderWith(dataset: RFolder['dataset']): RFolder {
  return { ...folder, dataKey: 'another', dataset };
}

function expectProcess(): number {
  const pid = rProcessId();
  expect(pid).toBeDefined();
  return pid ?? 0;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
