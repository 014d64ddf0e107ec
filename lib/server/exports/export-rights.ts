import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import type { DisclosureMode } from '@/lib/export/disclosure-mode';
import { AppError } from '../app-error';

/** Whether the person may take names, birth dates and record numbers of these sites. */
export function mayTakeIdentities(actor: Actor, siteIds: readonly string[]): boolean {
  return siteIds.every((siteId) => can(actor, 'identity:read', siteId));
}

/** @throws FORBIDDEN */
export function refuseMode(actor: Actor, siteIds: readonly string[], mode: DisclosureMode): void {
  if (mode === 'identified' && !mayTakeIdentities(actor, siteIds)) {
    throw new AppError('FORBIDDEN', {
      message: 'Only a person who may read names at every site of the snapshot can export them.',
      detail: 'identity:read',
    });
  }
}
