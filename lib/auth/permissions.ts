import type { Role } from './roles';

export const permissions = [
  'patient:read',
  'identity:read',
  'patient:enroll',
  'visit:record',
  'record:amend',
  'therapy:change',
  'plan:adjust',
  'flag:close',
  'flag:close-red',
  'decision:make',
  'response:confirm',
  'screening:record',
  'export:study',
  'audit:read',
  'site:administer',
  'user:administer',
  'settings:approve',
  'protocol:amend',
] as const;
export type Permission = (typeof permissions)[number];

const everyone: readonly Role[] = ['staff', 'physician', 'coordinator', 'administrator'];
const clinicians: readonly Role[] = ['staff', 'physician'];
const physicians: readonly Role[] = ['physician'];
const administrators: readonly Role[] = ['administrator'];

/**
 * The one permission table. What is not listed for a role is refused.
 *
 * `identity:read` has a second way in: the membership's own grant (see `can`). Staff record what a physician ordered
 * (`therapy:change`), but branch points, red flags, responses and clinic settings carry a physician's name.
 */
export const permissionRoles: Readonly<Record<Permission, readonly Role[]>> = {
  'patient:read': everyone,
  'identity:read': clinicians,
  'patient:enroll': clinicians,
  'visit:record': clinicians,
  'record:amend': clinicians,
  'therapy:change': clinicians,
  'plan:adjust': clinicians,
  'flag:close': clinicians,
  'flag:close-red': physicians,
  'decision:make': physicians,
  'response:confirm': physicians,
  'screening:record': ['staff', 'physician', 'coordinator'],
  'export:study': ['physician', 'coordinator'],
  'audit:read': ['physician', 'coordinator', 'administrator'],
  'site:administer': administrators,
  'user:administer': administrators,
  'settings:approve': physicians,
  'protocol:amend': physicians,
};
