import 'server-only';
import { z } from 'zod';
import { defineCommand } from '../command';
import { findImportSite, importAsSeen } from './change-import';
import { importPermission } from './import-run';
import { enqueueImport, findReadyImport, type RequestedImport } from './ready-import';

/** Has the worker check the file; nothing is recorded. */
export const requestImportCheck = defineCommand({
  name: 'import.check',
  schema: z.object(importAsSeen),
  permission: importPermission,
  findSite: findImportSite,
  run: async (context, { importId, version }): Promise<RequestedImport> => {
    await findReadyImport(context, importId, version);
    return await enqueueImport(context, 'import-check', { importId, version });
  },
});
