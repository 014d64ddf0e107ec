import 'server-only';
import { exportJob } from '../exports/export-job';
import type { JobHandler } from './define-job';

/** What the worker process knows to do. */
export const jobHandlers: readonly JobHandler[] = [exportJob];
