'use server';

import { toAction } from '@/lib/server/action';
import { requestArchiveImport } from '@/lib/server/archive/request-archive-import';
import { cancelImportJob } from '@/lib/server/imports/cancel-import-job';

export const cancelImportJobAction = toAction(cancelImportJob);
export const requestArchiveImportAction = toAction(requestArchiveImport);
