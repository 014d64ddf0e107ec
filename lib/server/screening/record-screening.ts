import 'server-only';
import { toDay } from '@/lib/dates/civil-date';
import { recordScreeningInputSchema } from '@/lib/enrollment/screening';
import { defineCommand } from '../command';
import { dateOf } from '../db/date-column';
import { checkAgainstSite, refuseCounted } from './screening-entry';

/**
 * How many men were looked at and never enrolled in a period, and why.
 *
 * @throws DUPLICATE for a count that stands in the log already.
 */
export const recordScreening = defineCommand({
  name: 'screening.record',
  schema: recordScreeningInputSchema,
  permission: 'screening:record',
  findSite: async (_tx, { siteId }) => siteId,
  run: async ({ tx, actor, today }, input): Promise<{ readonly entryId: string }> => {
    const { siteId, protocol, from, to, category, men, note } = input;
    checkAgainstSite(input, today);
    await refuseCounted(tx, input);
    const { id } = await tx.screeningLog.create({
      data: {
        siteId,
        protocol,
        periodFrom: dateOf(toDay(from)),
        periodTo: dateOf(toDay(to)),
        category,
        men,
        note,
        recordedBy: actor.userId,
      },
      select: { id: true },
    });
    return { entryId: id };
  },
});
