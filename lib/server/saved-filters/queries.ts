import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { filteredPages, SavedFilter } from '@/lib/worklist/saved-filter';
import { inReadTransaction } from '../db/transaction';

/** The reader's own, by name. */
export function listSavedFilters(
  actor: Actor,
  page: (typeof filteredPages)[number],
): Promise<readonly SavedFilter[]> {
  return inReadTransaction(actor, async (tx) => {
    return await tx.savedFilter.findMany({
      where: { userId: actor.userId, page },
      select: { id: true, name: true, query: true },
      orderBy: { name: 'asc' },
    });
  });
}
