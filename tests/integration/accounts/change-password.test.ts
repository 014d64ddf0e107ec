import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { changePassword } from '@/lib/server/accounts/change-password';
import { findActor } from '@/lib/server/accounts/find-actor';
import { signIn } from '@/lib/server/accounts/sign-in';
import { closeDatabase } from '@/lib/server/db/client';
import { addSite, addUser, loadActor, type TestUser } from '@/tests/support/accounts';
import { openTestDatabase } from '@/tests/support/database';

const { owner } = await openTestDatabase();
afterAll(closeDatabase);

const current = 'correct horse battery';
const next = 'a new and longer phrase';
const site = await addSite(owner, 'HOME');
let user: TestUser;
let actor: Actor;

beforeEach(async () => {
  user = await addUser(owner, 'staff', [site], { password: current });
  actor = await loadActor(owner, user);
});

const once = () => ({ submissionId: randomUUID() });
const input = (change: object = {}) => ({
  currentPassword: current,
  newPassword: next,
  repeatedPassword: next,
  ...change,
});

describe('changePassword', () => {
  test('ends every session of before and signs in with the new password only', async () => {
    const { sessionVersion } = await changePassword.execute(actor, input(), once());
    expect(await findActor(user.userId, 1)).toBeNull();
    expect(await findActor(user.userId, sessionVersion)).not.toBeNull();
    expect((await signIn(user.email, current)).status).toBe('refused');
    expect((await signIn(user.email, next)).status).toBe('accepted');
  });

  test('a wrong current password is refused beside its field and changes nothing', async () => {
    const failure = changePassword.execute(actor, input({ currentPassword: 'wrong' }), once());
    await expect(failure).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fieldErrors: { currentPassword: ['This is not your current password.'] },
    });
    expect((await signIn(user.email, current)).status).toBe('accepted');
  });

  test('an open session is no place to guess: failures lock as at sign-in', async () => {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const failure = changePassword.execute(actor, input({ currentPassword: 'wrong' }), once());
      await expect(failure).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
    await expect(changePassword.execute(actor, input(), once())).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    });
  });

  test('the e-mail address is refused as a password', async () => {
    const named = await addUser(owner, 'staff', [site], {
      email: 'maria.lopez@example.org',
      password: current,
    });
    const failure = changePassword.execute(
      await loadActor(owner, named),
      input({ newPassword: 'maria.lopez-2026', repeatedPassword: 'maria.lopez-2026' }),
      once(),
    );
    await expect(failure).rejects.toMatchObject({
      fieldErrors: { newPassword: ['Do not use your e-mail address in the password.'] },
    });
  });

  test('neither password nor hash reaches the audit trail or the stored submission', async () => {
    await changePassword.execute(actor, input(), once());
    const { rows } = await owner.query(
      `SELECT to_jsonb(a)::text AS text FROM audit_event a WHERE row_id = $1
       UNION ALL SELECT to_jsonb(s)::text FROM submission s WHERE user_id = $1::uuid`,
      [user.userId],
    );
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.filter((row) => /argon2|horse|phrase/.test(row.text))).toEqual([]);
  });
});
