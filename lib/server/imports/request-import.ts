import 'server-only';
import { z } from 'zod';
import { membershipWith } from '@/lib/auth/can';
import { mappingProblems, openQuestions } from '@/lib/import/open-questions';
import { AppError } from '../app-error';
import { type CommandContext, defineCommand } from '../command';
import { enqueueJob } from '../jobs/enqueue-job';
import { commitModes } from './commit-import';
import { findImportSite, openImport } from './configure-import';
import { importPermission, permissionToImport, type StoredImport } from './import-run';

export type RequestedImport = { readonly importId: string; readonly jobId: string };

const place = { importId: z.uuid(), version: z.int() };

/** Has the worker check the file; nothing is recorded. */
export const requestImportCheck = defineCommand({
  name: 'import.check',
  schema: z.object(place),
  permission: importPermission,
  findSite: findImportSite,
  run: async (context, { importId, version }): Promise<RequestedImport> => {
    await findReady(context, importId, version);
    return await enqueue(context, 'import-check', { importId, version });
  },
});

/** Has the worker record the rows that are ready: all of them, or none where a row is held back. */
export const requestImportCommit = defineCommand({
  name: 'import.commit',
  schema: z.object({ ...place, mode: z.enum(commitModes) }),
  permission: importPermission,
  findSite: findImportSite,
  run: async (context, { importId, version, mode }): Promise<RequestedImport> => {
    const run = await findReady(context, importId, version);
    if (run.status !== 'checked' || run.counts === null) {
      throw new AppError('CONFLICT', { message: 'Check the file first.' });
    }
    const { ready, errors, warnings } = run.counts;
    if (ready === 0) {
      throw new AppError('CONFLICT', { message: 'No row is ready to be recorded.' });
    }
    if (mode === 'all' && errors + warnings > 0) {
      const message = `${errors + warnings} rows are held back. Correct them, or record the others.`;
      throw new AppError('CONFLICT', { message });
    }
    return await enqueue(context, 'import-commit', { importId, version, mode });
  },
});

/** @throws FORBIDDEN, STALE_VERSION; INVALID_INPUT naming everything that still has to be said. */
async function findReady(
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
    ...mappingProblems(kind, settings.mapping).map((message) => ['mapping', message] as const),
    ...openQuestions(kind, profile, settings).map(
      ({ key, question }) => [`answers.${key}`, question] as const,
    ),
  ];
  if (problems.length > 0) {
    throw new AppError('INVALID_INPUT', { fields: Object.fromEntries(problems) });
  }
  return run;
}

async function enqueue(
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
