import 'server-only';
import type { JobHandler } from './define-job';

/** What the worker process knows to do. */
export const jobHandlers: readonly JobHandler[] = [];
