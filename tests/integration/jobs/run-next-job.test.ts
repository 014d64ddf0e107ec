import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { AppError } from '@/lib/server/app-error';
import { closeDatabase } from '@/lib/server/db/client';
import { inReadTransaction, inTransaction } from '@/lib/server/db/transaction';
import { cancelJob } from '@/lib/server/jobs/cancel-job';
import { defineJob, type JobHandler, type JobRun } from '@/lib/server/jobs/define-job';
import { enqueueJob } from '@/lib/server/jobs/enqueue-job';
import { getJob, type JobView } from '@/lib/server/jobs/queries';
import { runNextJob } from '@/lib/server/jobs/run-next-job';
import { addSite, addUser, loadActor } from '@/tests/support/accounts';
import { openTestDatabase } from '@/tests/support/database';
import { refusalOf } from '@/tests/support/submit';

const { owner } = await openTestDatabase();
afterAll(closeDatabase);

const site = await addSite(owner, 'NYC');
const elsewhere = await addSite(owner, 'LAX');
const account = await addUser(owner, 'coordinator', [site], { displayName: 'Cora Coordinator' });
const coordinator = await loadActor(owner, account);
const stranger = await loadActor(owner, await addUser(owner, 'coordinator', [elsewhere]));

const never = new AbortController().signal;
const schema = z.object({ number: z.int() });

type Work = (run: JobRun<z.output<typeof schema>>) => Promise<object | null>;

const handler = (run: Work): JobHandler =>
  defineJob({ kind: 'export', schema, run: async (given) => ({ ...(await run(given)) }) });

const runOne = (run: Work, stopping = never) => runNextJob([handler(run)], stopping);

async function ask(number = 1, actor: Actor = coordinator): Promise<string> {
  return await inTransaction(actor, { requestId: randomUUID() }, (tx) =>
    enqueueJob(tx, {
      kind: 'export',
      siteId: site.id,
      siteIds: [site.id],
      aboutId: randomUUID(),
      input: { number },
    }),
  );
}

async function look(jobId: string, actor: Actor = coordinator): Promise<JobView | null> {
  return await inReadTransaction(actor, (tx) => getJob(tx, 'export', jobId));
}

const cancel = (jobId: string, actor: Actor = coordinator) =>
  inTransaction(actor, { requestId: randomUUID() }, (tx) => cancelJob(tx, jobId));

/** As if its worker had been killed some minutes ago. */
const forget = (jobId: string) =>
  owner.query("UPDATE job SET heartbeat_at = now() - interval '10 minutes' WHERE id = $1", [jobId]);

/** An attempt that its worker never ends. */
async function abandon(jobId: string): Promise<void> {
  await owner.query("SELECT * FROM app.claim_job('{export}', interval '2 minutes', 3)");
  await forget(jobId);
}

beforeEach(async () => {
  await owner.query('DELETE FROM job');
});

test('a job runs as the person who asked, with what was asked, and keeps what came of it', async () => {
  const jobId = await ask(7);
  expect(await look(jobId)).toMatchObject({ status: 'queued', requestedBy: 'Cora Coordinator' });
  const ran = await runOne(async ({ actor, input, progress }) => {
    progress({ done: 3, total: 9, message: 'Counting' });
    return { who: actor.displayName, number: input.number };
  });
  expect(ran).toBe(true);
  expect(await look(jobId)).toMatchObject({
    status: 'done',
    done: 3,
    total: 9,
    message: 'Counting',
    result: { who: 'Cora Coordinator', number: 7 },
    error: null,
  });
  expect(await runOne(async () => null)).toBe(false);
});

test('jobs run in the order in which they were asked for', async () => {
  for (const number of [1, 2, 3]) {
    await ask(number);
  }
  const seen: number[] = [];
  while (
    await runOne(async ({ input }) => {
      seen.push(input.number);
      return null;
    })
  ) {
    // The next one.
  }
  expect(seen).toEqual([1, 2, 3]);
});

test('several workers at once run each job once', async () => {
  const asked = await Promise.all(Array.from({ length: 24 }, (_, number) => ask(number)));
  const ran: string[] = [];
  const worker = async () => {
    while (
      await runOne(async ({ jobId }) => {
        ran.push(jobId);
        return null;
      })
    ) {
      // The next one.
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  expect(ran.toSorted()).toEqual(asked.toSorted());
});

test('a job whose worker is not heard of any more is taken up again', async () => {
  const jobId = await ask();
  await abandon(jobId);
  await runOne(async () => null);
  const { rows } = await owner.query('SELECT status, attempts FROM job');
  expect(rows).toEqual([{ status: 'done', attempts: 2 }]);
});

test('a job that is being worked on is left to its worker', async () => {
  await ask();
  await owner.query("SELECT * FROM app.claim_job('{export}', interval '2 minutes', 3)");
  expect(await runOne(async () => null)).toBe(false);
});

test('a job that three workers did not survive has failed, and says so', async () => {
  const jobId = await ask();
  await abandon(jobId);
  await abandon(jobId);
  await abandon(jobId);
  expect(await runOne(async () => null)).toBe(false);
  expect(await look(jobId)).toMatchObject({
    status: 'failed',
    error: {
      code: 'INTERNAL',
      message: expect.stringContaining('The worker stopped 3 times while it did this.'),
    },
  });
});

test('an attempt that another one has replaced is stopped and changes nothing', async () => {
  const jobId = await ask();
  let isStopped = false;
  const replaced = runOne(async ({ signal }) => {
    await owner.query('UPDATE job SET claim = gen_random_uuid() WHERE id = $1', [jobId]);
    await once(signal, 'abort');
    isStopped = true;
    return { from: 'the replaced one' };
  });
  await replaced;
  expect(isStopped).toBe(true);
  expect(await look(jobId)).toMatchObject({ status: 'running', result: null });
});

test('a job that waits is canceled at once and never runs', async () => {
  const jobId = await ask();
  await cancel(jobId);
  expect(await look(jobId)).toMatchObject({ status: 'canceled' });
  expect(await runOne(async () => null)).toBe(false);
});

test('a job that runs is told to stop when it is canceled', async () => {
  const jobId = await ask();
  await runOne(async ({ signal }) => {
    await cancel(jobId);
    expect(await look(jobId)).toMatchObject({ status: 'running', isStopping: true });
    await once(signal, 'abort');
    throw signal.reason;
  });
  expect(await look(jobId)).toMatchObject({ status: 'canceled', error: null });
});

test('a job says that its worker fell silent, until another takes it up', async () => {
  const jobId = await ask();
  expect(await look(jobId)).toMatchObject({ status: 'queued', isSilent: false });
  await abandon(jobId);
  expect(await look(jobId)).toMatchObject({ status: 'running', isSilent: true });
  await runOne(async () => {
    expect(await look(jobId)).toMatchObject({ status: 'running', isSilent: false });
    return null;
  });
  expect(await look(jobId)).toMatchObject({ status: 'done', isSilent: false });
});

test('a job of a dead worker that was canceled does not come back', async () => {
  const jobId = await ask();
  await abandon(jobId);
  await cancel(jobId);
  expect(await runOne(async () => null)).toBe(false);
  expect(await look(jobId)).toMatchObject({ status: 'canceled' });
});

test('what is over cannot be canceled', async () => {
  const jobId = await ask();
  await runOne(async () => null);
  expect(await refusalOf(cancel(jobId))).toMatchObject({ code: 'CONFLICT' });
});

test('a worker that is asked to end puts its job back, and the attempt does not count', async () => {
  const jobId = await ask();
  const stopping = new AbortController();
  await runOne(async ({ signal }) => {
    stopping.abort();
    signal.throwIfAborted();
    return null;
  }, stopping.signal);
  const { rows } = await owner.query('SELECT status, attempts, claim FROM job WHERE id = $1', [
    jobId,
  ]);
  expect(rows).toEqual([{ status: 'queued', attempts: 0, claim: null }]);
});

test('a refusal is told in its own sentence', async () => {
  const jobId = await ask();
  await runOne(async () => {
    throw new AppError('CONFLICT', { message: 'The snapshot has no records.' });
  });
  expect(await look(jobId)).toMatchObject({
    status: 'failed',
    error: { code: 'CONFLICT', message: 'The snapshot has no records.' },
  });
});

test('a bug is told without its text, which may quote a patient', async () => {
  const jobId = await ask();
  await runOne(async () => {
    throw new Error('Jane Roe, born 1988');
  });
  expect(await look(jobId)).toMatchObject({
    status: 'failed',
    error: { code: 'INTERNAL', message: expect.not.stringContaining('Jane') },
  });
});

test('nothing runs for a person whose account was disabled meanwhile', async () => {
  const leaving = await addUser(owner, 'coordinator', [site]);
  const jobId = await ask(1, await loadActor(owner, leaving));
  await owner.query('UPDATE user_account SET disabled_at = now() WHERE id = $1', [leaving.userId]);
  await runOne(async () => null);
  expect(await look(jobId)).toMatchObject({
    status: 'failed',
    error: {
      code: 'FORBIDDEN',
      message: 'The account of the person who asked for this is disabled.',
    },
  });
});

test('nothing runs for a person who has left the site meanwhile', async () => {
  const leaving = await addUser(owner, 'coordinator', [site]);
  const jobId = await ask(1, await loadActor(owner, leaving));
  await owner.query('UPDATE site_membership SET valid_to = now() WHERE user_id = $1', [
    leaving.userId,
  ]);
  await runOne(async () => null);
  expect(await look(jobId)).toMatchObject({
    status: 'failed',
    error: { code: 'FORBIDDEN', message: expect.stringContaining('no longer access') },
  });
});

test('people of other sites see no job and cancel none', async () => {
  const jobId = await ask();
  expect(await look(jobId, stranger)).toBeNull();
  expect(await refusalOf(cancel(jobId, stranger))).toMatchObject({ code: 'CONFLICT' });
  expect(await look(jobId)).toMatchObject({ status: 'queued' });
});

test('nobody asks in the name of another person or for a site that is not theirs', async () => {
  expect(await refusalOf(ask(1, stranger))).toMatchObject({ code: 'FORBIDDEN' });
});

test('the audit trail names who asked and what became of it, without every step', async () => {
  const jobId = await ask();
  await runOne(async ({ progress }) => {
    progress({ done: 1, total: 2 });
    return null;
  });
  const { rows } = await owner.query(
    `SELECT event, actor_id AS actor, after ->> 'status' AS status
     FROM audit_event WHERE table_name = 'job' AND row_id = $1 ORDER BY id`,
    [jobId],
  );
  expect(rows).toEqual([
    { event: 'insert', actor: coordinator.userId, status: 'queued' },
    { event: 'update', actor: null, status: 'running' },
    { event: 'update', actor: coordinator.userId, status: 'done' },
  ]);
});
