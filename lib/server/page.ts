import 'server-only';
import { randomUUID } from 'node:crypto';
import { forbidden, notFound, redirect } from 'next/navigation';
import type { Actor, Membership } from '@/lib/auth/actor';
import { membershipWith, sitesWhere } from '@/lib/auth/can';
import type { Permission } from '@/lib/auth/permissions';
import { AppError } from './app-error';
import { recordRefusal } from './audit/record-refusal';
import { currentActor } from './session';

// Every page under app/(app) calls one of these before it reads anything; a test looks for the call.

export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  return actor ?? redirect('/sign-in');
}

/** For lists: the sites where the permission is held, at least one. */
export async function requirePermission(
  permission: Permission,
): Promise<{ actor: Actor; sites: readonly Membership[] }> {
  const actor = await requireActor();
  const sites = sitesWhere(actor, permission);
  return sites.length > 0 ? { actor, sites } : refuse(actor, permission, null);
}

/** For one record, with the site that the record was loaded with. */
export async function requirePermissionAt(
  permission: Permission,
  siteId: string,
): Promise<{ actor: Actor; site: Membership }> {
  const actor = await requireActor();
  if (!actor.memberships.some((membership) => membership.siteId === siteId)) {
    return notFound();
  }
  const site = membershipWith(actor, permission, siteId);
  return site ? { actor, site } : refuse(actor, permission, siteId);
}

async function refuse(actor: Actor, permission: Permission, siteId: string | null): Promise<never> {
  const error = new AppError('FORBIDDEN', { detail: permission });
  await recordRefusal(actor, { name: 'page', requestId: randomUUID(), siteId }, error);
  return forbidden();
}
