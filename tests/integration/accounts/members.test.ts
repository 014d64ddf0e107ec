import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import { addMember } from '@/lib/server/accounts/add-member';
import { changeMembership } from '@/lib/server/accounts/change-membership';
import { findActor } from '@/lib/server/accounts/find-actor';
import { listMembers } from '@/lib/server/accounts/queries';
import { resetPassword } from '@/lib/server/accounts/reset-password';
import { setAccountDisabled } from '@/lib/server/accounts/set-account-disabled';
import { signIn } from '@/lib/server/accounts/sign-in';
import { closeDatabase } from '@/lib/server/db/client';
import {
  addSite,
  addUser,
  loadActor,
  type TestSite,
  type TestUser,
} from '@/tests/support/accounts';
import { openTestDatabase } from '@/tests/support/database';

const { owner } = await openTestDatabase();
afterAll(closeDatabase);

let home: TestSite;
let away: TestSite;
let administrator: Actor;
let foreigner: Actor;
let member: TestUser;

beforeAll(async () => {
  home = await addSite(owner, 'HOME');
  away = await addSite(owner, 'AWAY');
  administrator = await loadActor(owner, await addUser(owner, 'administrator', [home]));
  foreigner = await loadActor(owner, await addUser(owner, 'administrator', [away]));
});

beforeEach(async () => {
  member = await addUser(owner, 'coordinator', [home]);
});

const once = () => ({ submissionId: randomUUID() });

async function membershipOf(user: TestUser, site: TestSite): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    'SELECT id FROM site_membership WHERE user_id = $1 AND site_id = $2',
    [user.userId, site.id],
  );
  return rows[0]?.id ?? '';
}

const newMember = (email: string) => ({
  siteId: home.id,
  role: 'staff',
  seesIdentity: false,
  email,
  displayName: 'New Person',
  initialPassword: 'a first password',
});

describe('addMember', () => {
  test('the new person can sign in with the first password and has the role', async () => {
    const { userId } = await addMember.execute(administrator, newMember('new@example.org'), once());
    const outcome = await signIn('new@example.org', 'a first password');
    expect(outcome).toMatchObject({ status: 'accepted', userId });
    const actor = await findActor(userId, 1);
    expect(actor && can(actor, 'visit:record', home.id)).toBe(true);
  });

  test('a person known at another site keeps name and password', async () => {
    const known = await addUser(owner, 'physician', [away], {
      email: 'known@example.org',
      displayName: 'Known Person',
      password: 'their own password',
    });
    const result = await addMember.execute(administrator, newMember(known.email), once());
    expect(result).toEqual({ userId: known.userId, wasKnown: true });
    expect((await signIn(known.email, 'their own password')).status).toBe('accepted');
    const actor = await loadActor(owner, known);
    expect(actor.displayName).toBe('Known Person');
    expect(actor.memberships.map((site) => site.siteCode)).toEqual(['AWAY', 'HOME']);
  });

  test('a person who already works at the site is refused beside the e-mail', async () => {
    const failure = addMember.execute(administrator, newMember(member.email), once());
    await expect(failure).rejects.toMatchObject({
      code: 'DUPLICATE',
      fieldErrors: { email: ['This person already works at the site.'] },
    });
  });

  test('only an administrator of that site may add', async () => {
    const coordinator = await loadActor(owner, member);
    const input = newMember('other@example.org');
    await expect(addMember.execute(coordinator, input, once())).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(addMember.execute(foreigner, input, once())).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('changeMembership', () => {
  const change = (membershipId: string, values: object = {}) => ({
    membershipId,
    role: 'coordinator',
    seesIdentity: false,
    isEnded: false,
    reason: 'agreed with the director',
    ...values,
  });

  test('the identity grant acts at once and is audited with its reason', async () => {
    const membershipId = await membershipOf(member, home);
    await changeMembership.execute(
      administrator,
      change(membershipId, { seesIdentity: true }),
      once(),
    );
    const actor = await loadActor(owner, member);
    expect(can(actor, 'identity:read', home.id)).toBe(true);
    const { rows } = await owner.query(
      `SELECT actor_id, before, after, reason FROM audit_event
       WHERE table_name = 'site_membership' AND event = 'update' AND row_id = $1`,
      [membershipId],
    );
    expect(rows).toEqual([
      {
        actor_id: administrator.userId,
        before: { sees_identity: false },
        after: { sees_identity: true },
        reason: 'agreed with the director',
      },
    ]);
  });

  test('an ended membership takes the site away and can be taken up again', async () => {
    const membershipId = await membershipOf(member, home);
    await changeMembership.execute(administrator, change(membershipId, { isEnded: true }), once());
    expect((await loadActor(owner, member)).memberships).toEqual([]);
    await addMember.execute(administrator, newMember(member.email), once());
    const actor = await loadActor(owner, member);
    expect(actor.memberships.map((site) => site.role)).toEqual(['staff']);
  });

  test('another site’s administrator finds no such membership', async () => {
    const membershipId = await membershipOf(member, home);
    const failure = changeMembership.execute(foreigner, change(membershipId), once());
    await expect(failure).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('the last administrator cannot leave, and two cannot end each other', async () => {
    const lonely = await addSite(owner, 'LONE');
    const [first, second] = [
      await addUser(owner, 'administrator', [lonely]),
      await addUser(owner, 'administrator', [lonely]),
    ];
    const [firstId, secondId] = [
      await membershipOf(first, lonely),
      await membershipOf(second, lonely),
    ];
    const end = { role: 'administrator', isEnded: true };
    const outcomes = await Promise.allSettled([
      changeMembership.execute(await loadActor(owner, first), change(secondId, end), once()),
      changeMembership.execute(await loadActor(owner, second), change(firstId, end), once()),
    ]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('setAccountDisabled', () => {
  const disable = (membershipId: string, isDisabled: boolean) => ({
    membershipId,
    isDisabled,
    reason: 'left the clinic',
  });

  test('shuts out at once, and earlier sessions stay ended when the account is opened again', async () => {
    const membershipId = await membershipOf(member, home);
    await setAccountDisabled.execute(administrator, disable(membershipId, true), once());
    expect(await findActor(member.userId, 2)).toBeNull();
    await setAccountDisabled.execute(administrator, disable(membershipId, false), once());
    expect(await findActor(member.userId, 1)).toBeNull();
    expect(await findActor(member.userId, 3)).not.toBeNull();
  });

  test('an account that also works at another site is not one administrator’s to disable', async () => {
    const shared = await addUser(owner, 'physician', [home, away]);
    const failure = setAccountDisabled.execute(
      administrator,
      disable(await membershipOf(shared, home), true),
      once(),
    );
    await expect(failure).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('nobody disables the own account', async () => {
    const { rows } = await owner.query('SELECT id FROM site_membership WHERE user_id = $1', [
      administrator.userId,
    ]);
    const failure = setAccountDisabled.execute(administrator, disable(rows[0]?.id, true), once());
    await expect(failure).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('resetPassword', () => {
  test('hands over a new password, unlocks and ends the sessions', async () => {
    const forgetful = await addUser(owner, 'staff', [home], { password: 'forgotten by me' });
    await owner.query(
      "UPDATE user_credential SET failed_attempts = 9, locked_until = now() + interval '5 minutes' WHERE user_id = $1",
      [forgetful.userId],
    );
    const input = {
      membershipId: await membershipOf(forgetful, home),
      newPassword: 'handed over in person',
      reason: 'forgotten',
    };
    await resetPassword.execute(administrator, input, once());
    expect((await signIn(forgetful.email, 'handed over in person')).status).toBe('accepted');
    expect(await findActor(forgetful.userId, 1)).toBeNull();
  });
});

describe('listMembers', () => {
  test('shows the people of the administered sites only', async () => {
    const sites = await listMembers(foreigner, foreigner.memberships);
    expect(sites.map((site) => site.siteCode)).toEqual(['AWAY']);
    const codes = new Set(sites.flatMap((site) => site.members.map((one) => one.email)));
    expect(codes.has(member.email)).toBe(false);
  });
});
