import type { Actor } from './actor';
import { type Role, roles } from './roles';

export const roleLabels: Readonly<Record<Role, string>> = {
  staff: 'Clinic staff',
  physician: 'Physician',
  coordinator: 'Research coordinator',
  administrator: 'Administrator',
};

/** The person's roles over all sites, each once, in the order of the list. */
export function describeRoles(actor: Actor): readonly string[] {
  return roles
    .filter((role) => actor.memberships.some((membership) => membership.role === role))
    .map((role) => roleLabels[role]);
}
