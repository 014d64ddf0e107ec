import 'server-only';
import type { Membership } from '@/lib/auth/actor';
import { AppError } from '../app-error';

/**
 * The sites that a list is asked for: all that the reader has the permission at, or the one that he names.
 *
 * @throws NOT_FOUND for a site that is not among them
 */
export function chosenSiteIds(
  sites: readonly Membership[],
  siteId: string | undefined,
): readonly string[] {
  const ids = sites.map((site) => site.siteId);
  if (siteId === undefined) {
    return ids;
  }
  if (!ids.includes(siteId)) {
    throw new AppError('NOT_FOUND');
  }
  return [siteId];
}
