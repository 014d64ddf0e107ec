import 'server-only';
import { z } from 'zod';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { findImportSite, importAsSeen } from './change-import';
import { commitModes } from './commit-import';
import { importPermission } from './import-run';
import { enqueueImport, findReadyImport, type RequestedImport } from './ready-import';

/** Has the worker record the rows that are ready: all of them, or none where a row is held back. */
export const requestImportCommit = defineCommand({
  name: 'import.commit',
  schema: z.object({ ...importAsSeen, mode: z.enum(commitModes) }),
  permission: importPermission,
  findSite: findImportSite,
  run: async (context, { importId, version, mode }): Promise<RequestedImport> => {
    const run = await findReadyImport(context, importId, version);
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
    return await enqueueImport(context, 'import-commit', { importId, version, mode });
  },
});
