import 'server-only';
import { z } from 'zod';
import type { JsonObject } from '@/lib/core/json';
import { fieldOf } from '@/lib/import/import-kinds';
import { columnMappingSchema } from '@/lib/import/import-settings';
import { suggestedAnswers } from '@/lib/import/open-questions';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import {
  type ConfiguredImport,
  changeImport,
  findImportSite,
  importAsSeen,
  openImport,
} from './change-import';
import { importPermission } from './import-run';

export const mapInputSchema = z.object({ ...importAsSeen, mapping: columnMappingSchema });

/** Says which column is which field; what its values say about dates, numbers and units is suggested anew. */
export const mapImport = defineCommand({
  name: 'import.map',
  schema: mapInputSchema,
  permission: importPermission,
  findSite: findImportSite,
  run: async ({ tx }, { importId, version, mapping }): Promise<ConfiguredImport> => {
    const { kind, profile, settings } = await openImport(tx, importId);
    const unknown = mapping.columns.find(
      ({ field, column }) => fieldOf(kind, field) === null || profile.columns[column] === undefined,
    );
    if (unknown !== undefined) {
      const message = 'Choose one of the fields for one of the columns.';
      throw new AppError('INVALID_INPUT', { fields: { mapping: message } });
    }
    const suggested = suggestedAnswers(kind, profile, mapping, settings.answers);
    const { confirmed } = settings.answers;
    const layout = ['encoding', 'delimiter', 'headerRow'];
    const answers = { ...suggested, confirmed: confirmed.filter((key) => layout.includes(key)) };
    return await changeImport(tx, importId, version, {
      settings: { ...settings, mapping, answers } as unknown as JsonObject,
    });
  },
});
