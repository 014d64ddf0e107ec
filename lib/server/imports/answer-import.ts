import 'server-only';
import { z } from 'zod';
import type { JsonObject } from '@/lib/core/json';
import { importAnswersSchema } from '@/lib/import/import-settings';
import { defineCommand } from '../command';
import {
  type ConfiguredImport,
  changeImport,
  findImportSite,
  importAsSeen,
  openImport,
} from './change-import';
import { importPermission } from './import-run';

export const answerInputSchema = z.object({ ...importAsSeen, answers: importAnswersSchema });

/** Answers what the file leaves open; each answered question is named in `confirmed`. */
export const answerImport = defineCommand({
  name: 'import.answer',
  schema: answerInputSchema,
  permission: importPermission,
  findSite: findImportSite,
  run: async ({ tx }, { importId, version, answers }): Promise<ConfiguredImport> => {
    const { settings } = await openImport(tx, importId);
    return await changeImport(tx, importId, version, {
      settings: { ...settings, answers } as unknown as JsonObject,
    });
  },
});
