import 'server-only';
import { z } from 'zod';
import { AppError } from '../app-error';
import { requireEverySite } from '../cohorts/cohort-row';
import { defineCommand } from '../command';
import { cancelJob } from '../jobs/cancel-job';

/** @throws CONFLICT when it is over already. */
export const cancelExport = defineCommand({
  name: 'export.cancel',
  schema: z.object({ jobId: z.uuid() }),
  permission: 'export:study',
  findSite: async (tx, { jobId }) => {
    const row = await tx.job.findUnique({
      where: { id: jobId, kind: 'export' },
      select: { siteId: true },
    });
    return row?.siteId ?? null;
  },
  run: async ({ tx, actor }, { jobId }): Promise<null> => {
    const job = await tx.job.findUnique({ where: { id: jobId }, select: { siteIds: true } });
    if (job === null) {
      throw new AppError('NOT_FOUND');
    }
    requireEverySite(job.siteIds, actor);
    await cancelJob(tx, jobId);
    return null;
  },
});
