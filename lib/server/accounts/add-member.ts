import 'server-only';
import { addMemberInputSchema } from '@/lib/auth/member';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import type { Transaction } from '../db/transaction';
import { hashPassword } from './password-hash';

/**
 * Gives a person a role at a site. An account that already exists, from another site, keeps its name and password:
 * one site's administrator has no say over an account that opens another.
 */
export const addMember = defineCommand({
  name: 'account.add-member',
  schema: addMemberInputSchema,
  permission: 'user:administer',
  findSite: async (_tx, input) => input.siteId,
  run: async ({ tx, site, now }, input) => {
    const known = await findAccount(tx, input.email);
    const { role, seesIdentity } = input;
    if (known !== null) {
      const membership = { userId: known, siteId: site.siteId, role, seesIdentity };
      await addMembership(tx, membership, now);
      return { userId: known, wasKnown: true };
    }
    const passwordHash = await hashPassword(input.initialPassword);
    const [created] = await tx.$queryRaw<{ id: string }[]>`
      SELECT app.create_account(
        ${input.email}, ${input.displayName}, ${passwordHash},
        ${site.siteId}::uuid, ${role}, ${seesIdentity}) AS id`;
    return { userId: created?.id ?? '', wasKnown: false };
  },
});

async function findAccount(tx: Transaction, email: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<
    { id: string | null }[]
  >`SELECT app.find_account(${email}) AS id`;
  return row?.id ?? null;
}

type NewMembership = { userId: string; siteId: string; role: string; seesIdentity: boolean };

/** One person has one membership at a site; one that ended is taken up again. */
async function addMembership(
  tx: Transaction,
  { userId, siteId, role, seesIdentity }: NewMembership,
  now: Date,
): Promise<void> {
  const held = await tx.siteMembership.findFirst({ where: { userId, siteId } });
  if (held === null) {
    await tx.siteMembership.create({ data: { userId, siteId, role, seesIdentity } });
    return;
  }
  if (held.validTo === null || held.validTo > now) {
    throw new AppError('DUPLICATE', {
      fields: { email: 'This person already works at the site.' },
    });
  }
  await tx.siteMembership.update({
    where: { id: held.id },
    data: { role, seesIdentity, validTo: null },
  });
}
