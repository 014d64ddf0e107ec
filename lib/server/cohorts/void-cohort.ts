import 'server-only';
import { voidCohortInputSchema } from '@/lib/cohort/cohort';
import { defineCommand } from '../command';
import { findCohortSite, lockCohort, requireEverySite } from './cohort-row';

/** Takes a cohort out of the list; its snapshots stay. */
export const voidCohort = defineCommand({
  name: 'cohort.void',
  schema: voidCohortInputSchema,
  permission: 'export:study',
  findSite: findCohortSite,
  run: async ({ tx, actor, now }, input): Promise<{ readonly version: number }> => {
    const { cohortId, version, reason } = input;
    const { siteIds } = await lockCohort(tx, input);
    requireEverySite(siteIds, actor);
    await tx.cohort.update({
      where: { id: cohortId },
      data: {
        voidedAt: now,
        voidReason: reason,
        version: version + 1,
        changedBy: actor.userId,
        changedAt: now,
      },
      select: { id: true },
    });
    return { version: version + 1 };
  },
});
