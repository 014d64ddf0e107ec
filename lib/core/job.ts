/** What the worker process can be asked to do. */
export const jobKinds = ['export', 'import-check', 'import-commit', 'archive-import'] as const;
export type JobKind = (typeof jobKinds)[number];

export const jobStatuses = ['queued', 'running', 'done', 'failed', 'canceled'] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** Whether it may still change by itself. */
export function isUnderWay(status: JobStatus): boolean {
  return status === 'queued' || status === 'running';
}
