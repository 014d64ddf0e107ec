import 'server-only';
import { voidScreeningInputSchema } from '@/lib/enrollment/screening';
import { defineCommand } from '../command';
import { findScreeningSite, lockScreening } from './screening-entry';

/** Takes a count out of the log; the audit trail keeps it. */
export const voidScreening = defineCommand({
  name: 'screening.void',
  schema: voidScreeningInputSchema,
  permission: 'screening:record',
  findSite: findScreeningSite,
  run: async ({ tx, now }, input): Promise<{ readonly version: number }> => {
    const { entryId, version, reason } = input;
    await lockScreening(tx, input);
    await tx.screeningLog.update({
      where: { id: entryId },
      data: { voidedAt: now, voidReason: reason, version: version + 1 },
      select: { id: true },
    });
    return { version: version + 1 };
  },
});
