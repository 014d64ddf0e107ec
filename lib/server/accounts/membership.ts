import 'server-only';
import { AppError } from '../app-error';
import type { Transaction } from '../db/transaction';

type MembershipRow = { readonly userId: string; readonly siteId: string };

/** For commands that name a person by the membership at an administered site. */
export async function findMembershipSite(
  tx: Transaction,
  { membershipId }: { membershipId: string },
): Promise<string | null> {
  const membership = await tx.siteMembership.findUnique({
    where: { id: membershipId },
    select: { siteId: true },
  });
  return membership?.siteId ?? null;
}

export async function getMembership(tx: Transaction, id: string): Promise<MembershipRow> {
  const membership = await tx.siteMembership.findUnique({
    where: { id },
    select: { userId: true, siteId: true },
  });
  if (membership === null) {
    throw new AppError('NOT_FOUND');
  }
  return membership;
}

/** A site that nobody can administer could not be helped from inside the program. */
export async function requireAdministrator(
  tx: Transaction,
  siteId: string,
  now: Date,
): Promise<void> {
  const administrators = await tx.siteMembership.count({
    where: {
      siteId,
      role: 'administrator',
      user: { disabledAt: null },
      OR: [{ validTo: null }, { validTo: { gt: now } }],
    },
  });
  if (administrators === 0) {
    throw new AppError('CONFLICT', { message: 'A site needs at least one administrator.' });
  }
}

/**
 * An account as a whole belongs to the administrators of all its sites together: one site's administrator could
 * otherwise take over an account that opens another.
 */
export async function requireWholeAccount(tx: Transaction, userId: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ allowed: boolean }[]>`
    SELECT ${userId}::uuid = ANY (app.administered_accounts()) AS allowed`;
  if (row?.allowed !== true) {
    throw new AppError('FORBIDDEN', {
      message: 'This person also works at a site that you do not administer. End the role here.',
      detail: 'account of another site',
    });
  }
}
