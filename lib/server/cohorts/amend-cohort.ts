import 'server-only';
import { amendCohortInputSchema } from '@/lib/cohort/cohort';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { findCohortSite, lockCohort, refuseCohort, requireEverySite } from './cohort-row';

/** Snapshots that were taken keep the definition that they were taken with. */
export const amendCohort = defineCommand({
  name: 'cohort.amend',
  schema: amendCohortInputSchema,
  permission: 'export:study',
  findSite: findCohortSite,
  run: async ({ tx, actor, now }, input): Promise<{ readonly version: number }> => {
    const { cohortId, version, siteIds, name, note, definition, smallestCell } = input;
    const { siteId, siteIds: before } = await lockCohort(tx, input);
    requireEverySite([...before, ...siteIds], actor);
    if (!siteIds.includes(siteId)) {
      throw new AppError('INVALID_INPUT', {
        fields: { siteIds: 'The site that keeps the cohort is among those asked.' },
      });
    }
    await refuseCohort(tx, { siteId, name, definition }, cohortId);
    await tx.cohort.update({
      where: { id: cohortId },
      data: {
        siteIds,
        name,
        note,
        protocolCode: definition.protocol,
        definition,
        smallestCell,
        version: version + 1,
        changedBy: actor.userId,
        changedAt: now,
      },
      select: { id: true },
    });
    return { version: version + 1 };
  },
});
