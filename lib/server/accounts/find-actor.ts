import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import { type Role, roles } from '@/lib/auth/roles';
import { invariant } from '@/lib/core/invariant';
import { inReadTransaction } from '../db/transaction';

type ActorRow = {
  display_name: string;
  site_id: string | null;
  code: string;
  name: string;
  time_zone: string;
  role: string;
  sees_identity: boolean;
};

/** The person of a session with the rights of this moment; null when the account is disabled or its sessions were ended. */
export function findActor(userId: string, sessionVersion: number): Promise<Actor | null> {
  return readActor(userId, sessionVersion);
}

/** The person with the rights of this moment, signed in or not; null when the account is disabled. */
export function findPerson(userId: string): Promise<Actor | null> {
  return readActor(userId, null);
}

async function readActor(userId: string, sessionVersion: number | null): Promise<Actor | null> {
  const rows = await inReadTransaction(
    { userId },
    (tx) => tx.$queryRaw<ActorRow[]>`
      SELECT u.display_name, s.id AS site_id, s.code, s.name, s.time_zone, m.role, m.sees_identity
      FROM user_account u
      LEFT JOIN site_membership m
        ON m.user_id = u.id AND (m.valid_to IS NULL OR m.valid_to > now())
      LEFT JOIN site s ON s.id = m.site_id
      WHERE u.id = ${userId}::uuid AND u.disabled_at IS NULL
        AND (${sessionVersion}::integer IS NULL OR u.session_version = ${sessionVersion}::integer)
      ORDER BY s.name, m.role`,
  );
  const [first] = rows;
  if (first === undefined) {
    return null;
  }
  const memberships = rows.flatMap((row) => toMembership(row) ?? []);
  return { userId, displayName: first.display_name, memberships };
}

function toMembership(row: ActorRow): Membership | null {
  if (row.site_id === null) {
    return null;
  }
  return {
    siteId: row.site_id,
    siteCode: row.code,
    siteName: row.name,
    timeZone: row.time_zone,
    role: toRole(row.role),
    seesIdentity: row.sees_identity,
  };
}

export function toRole(text: string): Role {
  const role = roles.find((known) => known === text);
  invariant(role !== undefined, `unknown role: ${text}`);
  return role;
}
