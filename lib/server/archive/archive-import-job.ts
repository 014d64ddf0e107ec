import 'server-only';
import { archiveImportSchema } from '@/lib/archive/archive-import';
import { readStoredFile } from '../files/read-stored-file';
import { defineJob } from '../jobs/define-job';
import { importArchive } from './import-archive';

/** Reads an archive that was kept into its empty site; the result is what came of it. */
export const archiveImportJob = defineJob({
  kind: 'archive-import',
  schema: archiveImportSchema,
  run: async ({ actor, input: { siteId, fileId, fromSite }, progress, signal, requestId }) =>
    await importArchive(actor, { siteId, fromSite }, readStoredFile(actor, fileId), {
      requestId,
      signal,
      progress: (done, total) => progress({ done, total }),
    }),
});
