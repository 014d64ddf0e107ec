import type { Actor, Membership } from './actor';
import { type Permission, permissionRoles } from './permissions';

function allows(membership: Membership, permission: Permission): boolean {
  if (permission === 'identity:read' && membership.seesIdentity) {
    return true;
  }
  return permissionRoles[permission].includes(membership.role);
}

/** The memberships that carry the permission: the scope of a list, an export or a site chooser. */
export function sitesWhere(actor: Actor, permission: Permission): readonly Membership[] {
  const isInScope = actor.scopes === undefined || actor.scopes.includes(permission);
  return isInScope ? actor.memberships.filter((membership) => allows(membership, permission)) : [];
}

/** The membership through which the person holds the permission at that site; none means refused. */
export function membershipWith(
  actor: Actor,
  permission: Permission,
  siteId: string,
): Membership | undefined {
  return sitesWhere(actor, permission).find((membership) => membership.siteId === siteId);
}

export function can(actor: Actor, permission: Permission, siteId: string): boolean {
  return membershipWith(actor, permission, siteId) !== undefined;
}

/** Whether the permission is held anywhere; for navigation only, never for access to a record. */
export function canAnywhere(actor: Actor, permission: Permission): boolean {
  return sitesWhere(actor, permission).length > 0;
}
