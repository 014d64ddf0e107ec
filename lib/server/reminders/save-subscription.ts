import 'server-only';
import { saveSubscriptionInputSchema } from '@/lib/reminders/subscription-input';
import { defineCommand } from '../command';

/** Whoever reads the patients of a site may have its digest; it says no more than his own working list. */
export const saveSubscription = defineCommand({
  name: 'digest.subscribe',
  schema: saveSubscriptionInputSchema,
  permission: 'patient:read',
  findSite: async (_tx, { siteId }) => siteId,
  run: async ({ tx, actor: { userId }, now }, { siteId, wanted, sendAt, listsStudyIds }) => {
    const chosen = {
      sendAt: new Date(`1970-01-01T${sendAt}:00Z`),
      listsStudyIds,
      endedAt: wanted ? null : now,
    };
    await tx.digestSubscription.upsert({
      where: { userId_siteId: { userId, siteId } },
      create: { userId, siteId, ...chosen },
      update: { ...chosen, version: { increment: 1 } },
      select: { id: true },
    });
    return { siteId };
  },
});
