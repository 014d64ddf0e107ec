import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findActor } from '@/lib/server/accounts/find-actor';
import { signIn } from '@/lib/server/accounts/sign-in';
import { closeDatabase } from '@/lib/server/db/client';
import { addSite, addUser, type TestUser } from '@/tests/support/accounts';
import { openTestDatabase } from '@/tests/support/database';

const { owner } = await openTestDatabase();
afterAll(closeDatabase);

const password = 'correct horse battery';
const wrong = 'incorrect horse battery';
let user: TestUser;

beforeAll(async () => {
  const site = await addSite(owner, 'HOME');
  user = await addUser(owner, 'staff', [site], { email: 'ana@example.org', password });
});

beforeEach(forgiveAttempts);

async function forgiveAttempts() {
  await owner.query('UPDATE user_credential SET failed_attempts = 0, locked_until = NULL');
}

/** Lets the present lock run out, keeping the count of failures. */
async function waitOutLock() {
  await owner.query("UPDATE user_credential SET locked_until = now() - interval '1 second'");
}

describe('signIn', () => {
  test('the right password is accepted, whatever the case of the address', async () => {
    expect(await signIn('ana@example.org', password)).toEqual({
      status: 'accepted',
      userId: user.userId,
      sessionVersion: 1,
    });
  });

  test('an unknown address is refused like a wrong password', async () => {
    const unknown = await signIn('nobody@example.org', password);
    expect(unknown).toEqual(await signIn('ana@example.org', wrong));
  });

  test('the wait doubles from the third failure on', async () => {
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      const outcome = await signIn('ana@example.org', wrong);
      waits.push(outcome.status === 'refused' ? outcome.waitSeconds : -1);
      await waitOutLock();
    }
    expect(waits).toEqual([0, 0, 5, 10, 20, 40]);
  });

  test('while the lock lasts even the right password is not compared', async () => {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await signIn('ana@example.org', wrong);
    }
    const outcome = await signIn('ana@example.org', password);
    expect(outcome.status).toBe('locked');
  });

  test('a success starts the count again', async () => {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await signIn('ana@example.org', wrong);
    }
    await waitOutLock();
    await signIn('ana@example.org', password);
    expect(await signIn('ana@example.org', wrong)).toEqual({ status: 'refused', waitSeconds: 0 });
  });

  test('twenty guesses at the same moment compare no more than one password', async () => {
    await signIn('ana@example.org', wrong);
    await signIn('ana@example.org', wrong);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => signIn('ana@example.org', wrong)),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'refused')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.status === 'locked')).toHaveLength(19);
  });

  test('a disabled account is refused like an unknown one', async () => {
    await owner.query('UPDATE user_account SET disabled_at = now() WHERE id = $1', [user.userId]);
    expect(await signIn('ana@example.org', password)).toEqual({
      status: 'refused',
      waitSeconds: 0,
    });
    await owner.query('UPDATE user_account SET disabled_at = NULL WHERE id = $1', [user.userId]);
  });

  test('successes and refusals stand in the audit trail of the account', async () => {
    const { rows: before } = await owner.query('SELECT now() AS at');
    await signIn('ana@example.org', wrong);
    await signIn('ana@example.org', password);
    const { rows } = await owner.query(
      `SELECT event FROM audit_event WHERE row_id = $1 AND at >= $2
       AND event IN ('signed-in', 'sign-in-refused') ORDER BY at`,
      [user.userId, before[0]?.at],
    );
    expect(rows.map((row) => row.event)).toEqual(['sign-in-refused', 'signed-in']);
  });
});

describe('findActor', () => {
  test('carries the rights of this moment', async () => {
    expect(await findActor(user.userId, 1)).toEqual({
      userId: user.userId,
      displayName: 'Test staff',
      memberships: [
        {
          siteId: expect.any(String),
          siteCode: 'HOME',
          siteName: 'Site HOME',
          timeZone: 'America/New_York',
          role: 'staff',
          seesIdentity: false,
        },
      ],
    });
  });

  test('a session of an earlier generation has ended', async () => {
    await owner.query('UPDATE user_account SET session_version = 2 WHERE id = $1', [user.userId]);
    expect(await findActor(user.userId, 1)).toBeNull();
    expect(await findActor(user.userId, 2)).not.toBeNull();
    await owner.query('UPDATE user_account SET session_version = 1 WHERE id = $1', [user.userId]);
  });

  test('a membership that ended gives nothing', async () => {
    await owner.query(
      "UPDATE site_membership SET valid_to = now() - interval '1 second' WHERE user_id = $1",
      [user.userId],
    );
    expect((await findActor(user.userId, 1))?.memberships).toEqual([]);
    await owner.query('UPDATE site_membership SET valid_to = NULL WHERE user_id = $1', [
      user.userId,
    ]);
  });
});
