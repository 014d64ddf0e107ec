import 'server-only';
import { saveCohortInputSchema } from '@/lib/cohort/cohort';
import { defineCommand } from '../command';
import { newId } from '../db/new-id';
import { refuseCohort, requireEverySite } from './cohort-row';

/** Keeps a definition under a name; who is in is asked anew each time, until a snapshot freezes it. */
export const saveCohort = defineCommand({
  name: 'cohort.save',
  schema: saveCohortInputSchema,
  permission: 'export:study',
  findSite: async (_tx, { siteId }) => siteId,
  run: async ({ tx, actor }, input): Promise<{ readonly cohortId: string }> => {
    const { siteId, siteIds, name, note, definition, smallestCell } = input;
    requireEverySite(siteIds, actor);
    await refuseCohort(tx, input, null);
    const id = newId();
    await tx.cohort.create({
      data: {
        id,
        siteId,
        siteIds,
        name,
        note,
        protocolCode: definition.protocol,
        definition,
        smallestCell,
        createdBy: actor.userId,
        changedBy: actor.userId,
      },
    });
    return { cohortId: id };
  },
});
