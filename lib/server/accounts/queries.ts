import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import type { Role } from '@/lib/auth/roles';
import { now } from '../clock';
import { inReadTransaction } from '../db/transaction';
import { toRole } from './find-actor';

export type MemberView = {
  readonly membershipId: string;
  readonly userId: string;
  readonly displayName: string;
  readonly email: string;
  readonly role: Role;
  /** By role or by personal grant. */
  readonly readsNames: boolean;
  readonly seesIdentity: boolean;
  readonly isDisabled: boolean;
  readonly isSelf: boolean;
};

export type SiteMembersView = {
  readonly siteId: string;
  readonly siteName: string;
  readonly siteCode: string;
  readonly timeZone: string;
  readonly members: readonly MemberView[];
};

/** The people of the given sites, in the order of the sites; only roles that have not ended. */
export function listMembers(
  actor: Actor,
  sites: readonly Membership[],
): Promise<readonly SiteMembersView[]> {
  return inReadTransaction(actor, async (tx) => {
    const rows = await tx.siteMembership.findMany({
      where: {
        siteId: { in: sites.map((site) => site.siteId) },
        user: { isService: false },
        OR: [{ validTo: null }, { validTo: { gt: now() } }],
      },
      select: {
        id: true,
        siteId: true,
        role: true,
        seesIdentity: true,
        user: { select: { id: true, displayName: true, email: true, disabledAt: true } },
      },
      orderBy: [{ user: { displayName: 'asc' } }, { id: 'asc' }],
    });
    return sites.map((site) => ({
      siteId: site.siteId,
      siteName: site.siteName,
      siteCode: site.siteCode,
      timeZone: site.timeZone,
      members: rows
        .filter((row) => row.siteId === site.siteId)
        .map((row) => toMemberView(row, site, actor)),
    }));
  });
}

type MemberRow = {
  id: string;
  role: string;
  seesIdentity: boolean;
  user: { id: string; displayName: string; email: string; disabledAt: Date | null };
};

function toMemberView(row: MemberRow, site: Membership, actor: Actor): MemberView {
  const { id: userId, displayName, email, disabledAt } = row.user;
  const role = toRole(row.role);
  const membership = { ...site, role, seesIdentity: row.seesIdentity };
  return {
    membershipId: row.id,
    userId,
    displayName,
    email,
    role,
    readsNames: can(
      { userId, displayName, memberships: [membership] },
      'identity:read',
      site.siteId,
    ),
    seesIdentity: row.seesIdentity,
    isDisabled: disabledAt !== null,
    isSelf: userId === actor.userId,
  };
}

/** The own account, for its page. */
export function getOwnEmail(actor: Actor): Promise<string> {
  return inReadTransaction(actor, async (tx) => {
    const account = await tx.userAccount.findUniqueOrThrow({
      where: { id: actor.userId },
      select: { email: true },
    });
    return account.email;
  });
}
