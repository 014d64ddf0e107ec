import 'server-only';
import { z } from 'zod';
import { defineCommand } from '../command';
import { cancelJob } from '../jobs/cancel-job';
import { importPermission } from './import-run';

const kinds = ['import-check', 'import-commit', 'archive-import'];

/** Stops a check, a recording or an archive: what runs leaves nothing behind. */
export const cancelImportJob = defineCommand({
  name: 'import.cancel',
  schema: z.object({ jobId: z.uuid() }),
  permission: importPermission,
  findSite: async (tx, { jobId }) => {
    const row = await tx.job.findUnique({
      where: { id: jobId, kind: { in: kinds } },
      select: { siteId: true },
    });
    return row?.siteId ?? null;
  },
  run: async ({ tx }, { jobId }): Promise<null> => {
    await cancelJob(tx, jobId);
    return null;
  },
});
