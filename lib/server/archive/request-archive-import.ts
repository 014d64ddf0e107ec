import 'server-only';
import { archiveImportSchema } from '@/lib/archive/archive-import';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { findStoredFile } from '../files/read-stored-file';
import { enqueueJob } from '../jobs/enqueue-job';
import { archiveFileName } from './keep-archive';

/**
 * Has the worker read an archive into a site without patients.
 *
 * @throws CONFLICT for a site with patients or one that an archive is read into already; NOT_FOUND for a file that is no
 *   archive brought for this site, or is not kept any more.
 */
export const requestArchiveImport = defineCommand({
  name: 'archive.request-import',
  schema: archiveImportSchema,
  permission: 'patient:enroll',
  findSite: async (_tx, { siteId }) => siteId,
  run: async ({ tx, site }, input): Promise<{ readonly jobId: string }> => {
    const { siteId, fileId } = input;
    await tx.$queryRaw`SELECT id FROM site WHERE id = ${siteId}::uuid FOR UPDATE`;
    if ((await tx.patient.count({ where: { siteId } })) > 0) {
      throw new AppError('CONFLICT', {
        message: `${site.siteName} has patients already: an archive goes into an empty site.`,
      });
    }
    const isWaiting = await tx.job.count({
      where: { kind: 'archive-import', siteId, status: { in: ['queued', 'running'] } },
    });
    if (isWaiting > 0) {
      throw new AppError('CONFLICT', {
        message: `An archive is being read into ${site.siteName} already.`,
      });
    }
    const file = await findStoredFile(tx, fileId);
    if (file?.name !== archiveFileName || !file.siteIds.includes(siteId)) {
      throw new AppError('NOT_FOUND', { message: 'Bring the archive again: it is not kept here.' });
    }
    const jobId = await enqueueJob(tx, {
      kind: 'archive-import',
      siteId,
      siteIds: [siteId],
      aboutId: siteId,
      input,
    });
    return { jobId };
  },
});
