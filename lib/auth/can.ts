import type { Actor, Membership } from './actor';
import { type Permission, permissionRoles } from './permissions';

function allows(membership: Membership, permission: Permission): boolean {
  if (permission === 'identity:read' && membership.seesIdentity) {
    return true;
  }
  return permissionRoles[permission].includes(membership.role);
}

/** Whether the person holds the permission at that site; no membership there means no. */
export function can(actor: Actor, permission: Permission, siteId: string): boolean {
  return actor.memberships.some(
    (membership) => membership.siteId === siteId && allows(membership, permission),
  );
}

/** The memberships that carry the permission: the scope of a list, an export or a site chooser. */
export function sitesWhere(actor: Actor, permission: Permission): readonly Membership[] {
  return actor.memberships.filter((membership) => allows(membership, permission));
}

/** Whether the permission is held anywhere; for navigation only, never for access to a record. */
export function canAnywhere(actor: Actor, permission: Permission): boolean {
  return sitesWhere(actor, permission).length > 0;
}
