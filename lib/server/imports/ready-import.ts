import 'server-only';
import { membershipWith } from '@/lib/auth/can';
import { mappingProblems, openQuestions } from '@/lib/import/open-questions';
import { AppError } from '../app-error';
import type { CommandContext } from '../command';
import { enqueueJob } from '../jobs/enqueue-job';
import { openImport } from './change-import';
import { permissionToImport, type StoredImport } from './import-run';

export type RequestedImport = { readonly importId: string; readonly jobId: string };

/** @throws FORBIDDEN, STALE_VERSION; INVALID_INPUT naming everything that still has to be said. */
export async function findReadyImport(
  { tx, actor }: CommandContext,
  importId: string,
  version: number,
): Promise<StoredImport> {
  const run = await openImport(tx, importId);
  const permission = permissionToImport(run.kind);
  if (membershipWith(actor, permission, run.siteId) === undefined) {
    throw new AppError('FORBIDDEN', { detail: permission });
  }
  if (run.version !== version) {
    throw new AppError('STALE_VERSION');
  }
  const { kind, profile, settings, sourceName } = run;
  const problems = [
    ...(sourceName === '' ? [['sourceName', 'Give the source a name.'] as const] : []),
    ...mappingProblems(kind, settings.mapping, profile.format).map(
      (message) => ['mapping', message] as const,
    ),
    ...openQuestions(kind, profile, settings).map(
      ({ key, question }) => [`answers.${key}`, question] as const,
    ),
  ];
  if (problems.length > 0) {
    throw new AppError('INVALID_INPUT', { fields: Object.fromEntries(problems) });
  }
  return run;
}

export async function enqueueImport(
  { tx, site }: CommandContext,
  kind: 'import-check' | 'import-commit',
  input: { readonly importId: string; readonly version: number; readonly mode?: string },
): Promise<RequestedImport> {
  const { importId } = input;
  const isWaiting = await tx.job.count({
    where: { aboutId: importId, status: { in: ['queued', 'running'] } },
  });
  if (isWaiting > 0) {
    throw new AppError('CONFLICT', { message: 'This file is being worked on already.' });
  }
  const { siteId } = site;
  const jobId = await enqueueJob(tx, { kind, siteId, siteIds: [siteId], aboutId: importId, input });
  return { importId, jobId };
}
