// One rule in two places: who reads names, in lib/auth and in the row policies. They must agree.
import { afterAll, describe, expect, test } from 'vitest';
import { can } from '@/lib/auth/can';
import { roles } from '@/lib/auth/roles';
import { closeDatabase } from '@/lib/server/db/client';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { addSite, addUser, loadActor } from '@/tests/support/accounts';
import { openTestDatabase } from '@/tests/support/database';

const { owner } = await openTestDatabase();
afterAll(closeDatabase);

const site = await addSite(owner, 'HOME');
const cases = roles.flatMap((role) => [true, false].map((granted) => [role, granted] as const));

async function sitesWithNames(userId: string): Promise<readonly string[]> {
  const rows = await inReadTransaction(
    { userId },
    (tx) => tx.$queryRaw<{ sites: string[] }[]>`SELECT app.identity_sites() AS sites`,
  );
  return rows[0]?.sites ?? [];
}

describe('identity:read', () => {
  test.each(cases)('%s, granted %s: the program and the policies agree', async (role, granted) => {
    const user = await addUser(owner, role, [site], { seesIdentity: granted });
    const actor = await loadActor(owner, user);
    const expected = can(actor, 'identity:read', site.id) ? [site.id] : [];
    expect(await sitesWithNames(user.userId)).toEqual(expected);
  });

  test.each(cases)('%s, granted %s: an ended membership reads none', async (role, granted) => {
    const user = await addUser(owner, role, [site], { seesIdentity: granted });
    await owner.query('UPDATE site_membership SET valid_to = now() WHERE user_id = $1', [
      user.userId,
    ]);
    const actor = await loadActor(owner, user);
    expect(can(actor, 'identity:read', site.id)).toBe(false);
    expect(await sitesWithNames(user.userId)).toEqual([]);
  });
});
