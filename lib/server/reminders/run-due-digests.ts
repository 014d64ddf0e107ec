import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Actor, Membership } from '@/lib/auth/actor';
import { membershipWith } from '@/lib/auth/can';
import { type Digest, digestOf } from '@/lib/reminders/digest';
import { readWorklistSearch, worklistHref } from '@/lib/worklist/worklist-search';
import { findActor } from '../accounts/find-actor';
import { siteToday } from '../clock';
import { prisma } from '../db/client';
import { inReadTransaction, inTransaction } from '../db/transaction';
import { getEnvironment } from '../env';
import { logFailure } from '../log';
import { listWork } from '../worklist/queries';
import { type Mailer, openMailer } from './mailer';

interface DueDigest {
  readonly userId: string;
  readonly siteId: string;
  readonly sessionVersion: number;
  /** The day at the site, as `YYYY-MM-DD`. */
  readonly runOn: string;
}

interface Outcome {
  readonly status: 'sent' | 'nothing-due' | 'failed';
  readonly counts: Digest['counts'];
  readonly problem: string | null;
}

/**
 * Sends every digest whose time has come and that was not sent today. What it says is read when it is sent, as the
 * person who gets it, so that nothing old and nothing of another site goes out. Every one leaves a line, also when
 * there is nothing due. Several processes may run it at once: the line of the day is taken by one of them.
 *
 * @returns how many lines were written
 */
export async function runDueDigests(at: Date): Promise<number> {
  const due = await prisma().$queryRaw<DueDigest[]>`
    SELECT user_id AS "userId", site_id AS "siteId", session_version AS "sessionVersion",
           run_on::text AS "runOn"
    FROM app.due_digests(${at})`;
  if (due.length === 0) {
    return 0;
  }
  const mailer = openMailer();
  let lines = 0;
  try {
    for (const digest of due) {
      lines += (await runOne(digest, mailer, at)) ? 1 : 0;
    }
  } finally {
    mailer?.close();
  }
  return lines;
}

async function runOne(digest: DueDigest, mailer: Mailer | null, at: Date): Promise<boolean> {
  const actor = await findActor(digest.userId, digest.sessionVersion);
  const site = actor && membershipWith(actor, 'patient:read', digest.siteId);
  if (!actor || !site || !(await claim(digest, at))) {
    return false;
  }
  const outcome = await sendTo(actor, site, digest, mailer);
  await inTransaction(
    actor,
    { requestId: randomUUID() },
    (tx) => tx.$executeRaw`
      UPDATE digest_run
      SET status = ${outcome.status}, counts = ${JSON.stringify(outcome.counts)}::jsonb,
          problem = ${outcome.problem}, ended_at = ${at}
      WHERE user_id = ${digest.userId}::uuid AND site_id = ${digest.siteId}::uuid
        AND run_on = ${digest.runOn}::date`,
  );
  return true;
}

/** The key of the line decides between processes: the one that finds it taken does nothing. */
async function claim({ userId, siteId, runOn }: DueDigest, at: Date): Promise<boolean> {
  const taken = await inTransaction(
    { userId },
    { requestId: randomUUID() },
    (tx) => tx.$executeRaw`
      INSERT INTO digest_run AS r (user_id, site_id, run_on, status, started_at)
      VALUES (${userId}::uuid, ${siteId}::uuid, ${runOn}::date, 'sending', ${at})
      ON CONFLICT (user_id, site_id, run_on) DO UPDATE
        SET status = 'sending', attempts = r.attempts + 1, started_at = ${at}, ended_at = NULL
        WHERE r.status IN ('sending', 'failed') AND r.attempts < 5
          AND coalesce(r.ended_at, r.started_at) <= ${at}::timestamptz - interval '10 minutes'`,
  );
  return taken === 1;
}

async function sendTo(
  actor: Actor,
  site: Membership,
  due: DueDigest,
  mailer: Mailer | null,
): Promise<Outcome> {
  try {
    const { subscription, email } = await readRecipient(actor, site.siteId);
    const digest = subscription && (await readDigest(actor, site, subscription.listsStudyIds));
    if (digest === null) {
      return { status: 'nothing-due', counts: {}, problem: null };
    }
    if (mailer === null) {
      const problem = 'No mail server is set: SMTP_URL and MAIL_FROM are needed.';
      return { status: 'failed', counts: digest.counts, problem };
    }
    await mailer.send({
      to: email,
      subject: digest.subject,
      text: digest.text,
      id: `digest.${due.userId}.${due.siteId}.${due.runOn}`,
    });
    return { status: 'sent', counts: digest.counts, problem: null };
  } catch (error) {
    const eventId = randomUUID();
    logFailure('digest-not-sent', error, { eventId });
    return {
      status: 'failed',
      counts: {},
      problem: `The mail could not be sent (log entry ${eventId}).`,
    };
  }
}

async function readRecipient({ userId }: Actor, siteId: string) {
  return await inReadTransaction({ userId }, async (tx) => ({
    subscription: await tx.digestSubscription.findFirst({
      where: { userId, siteId, endedAt: null },
      select: { listsStudyIds: true },
    }),
    email: (
      await tx.userAccount.findUniqueOrThrow({ where: { id: userId }, select: { email: true } })
    ).email,
  }));
}

async function readDigest(
  actor: Actor,
  site: Membership,
  listsStudyIds: boolean,
): Promise<Digest | null> {
  const { siteId, siteName, timeZone } = site;
  const search = readWorklistSearch({ site: siteId });
  return digestOf({
    sections: await listWork(actor, [site], search),
    siteName,
    on: siteToday(timeZone),
    listsStudyIds,
    address: (group) =>
      `${getEnvironment().NEXTAUTH_URL}${worklistHref({ ...search.filter, only: group })}`,
  });
}
