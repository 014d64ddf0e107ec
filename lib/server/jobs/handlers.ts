import 'server-only';
import { archiveImportJob } from '../archive/archive-import-job';
import { exportJob } from '../exports/export-job';
import { importCheckJob } from '../imports/check-import';
import { importCommitJob } from '../imports/commit-import';
import type { JobHandler } from './define-job';

/** What the worker process knows to do. */
export const jobHandlers: readonly JobHandler[] = [
  exportJob,
  importCheckJob,
  importCommitJob,
  archiveImportJob,
];
