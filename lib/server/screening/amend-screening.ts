import 'server-only';
import { toDay } from '@/lib/dates/civil-date';
import { amendScreeningInputSchema } from '@/lib/enrollment/screening';
import { defineCommand } from '../command';
import { dateOf } from '../db/date-column';
import { checkAgainstSite, findScreeningSite, lockScreening } from './screening-entry';

/** @throws STALE_VERSION, CONFLICT once it is taken out, DUPLICATE where another entry says the same. */
export const amendScreening = defineCommand({
  name: 'screening.amend',
  schema: amendScreeningInputSchema,
  permission: 'screening:record',
  findSite: findScreeningSite,
  run: async ({ tx, today }, input): Promise<{ readonly version: number }> => {
    const { entryId, version, protocol, from, to, category, men, note } = input;
    await lockScreening(tx, input);
    checkAgainstSite(input, today);
    await tx.screeningLog.update({
      where: { id: entryId },
      data: {
        protocol,
        periodFrom: dateOf(toDay(from)),
        periodTo: dateOf(toDay(to)),
        category,
        men,
        note,
        version: version + 1,
      },
      select: { id: true },
    });
    return { version: version + 1 };
  },
});
