import 'server-only';
import { z } from 'zod';
import type { JsonObject } from '@/lib/core/json';
import { typedLine } from '@/lib/core/typed-text';
import type { Detected } from '@/lib/import/detected';
import { guessMapping } from '@/lib/import/guess-mapping';
import { fieldOf } from '@/lib/import/import-kinds';
import {
  columnMappingSchema,
  type ImportLayout,
  importAnswersSchema,
  importLayoutSchema,
} from '@/lib/import/import-settings';
import { suggestedAnswers } from '@/lib/import/open-questions';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import type { Transaction } from '../db/transaction';
import { findImport, importPermission, type StoredImport } from './import-run';
import { profileFile } from './profile-file';
import { findSource } from './remember-source';

export type ConfiguredImport = { readonly importId: string; readonly version: number };

const place = { importId: z.uuid(), version: z.int() };

const layoutInputSchema = z.object({
  ...place,
  layout: importLayoutSchema.partial(),
  /** Its choices of the last time are taken over. */
  sourceName: typedLine(100).min(1, 'Give the source a name.'),
});

/** Says how the file is laid out and where it comes from; it is read again, and the columns are guessed anew. */
export const layOutImport = defineCommand({
  name: 'import.lay-out',
  schema: layoutInputSchema,
  permission: importPermission,
  findSite: findImportSite,
  timeoutMs: 120_000,
  run: async (
    { tx, actor },
    { importId, version, layout, sourceName },
  ): Promise<ConfiguredImport> => {
    const run = await openImport(tx, importId);
    const { siteId, kind, fileId } = run;
    const source = await findSource(tx, siteId, kind, sourceName);
    const remembered = source?.settings.layout ?? null;
    const described = await profileFile(actor, fileId, chosenLayout(run, remembered, layout));
    const { profile } = described;
    const mapping = guessMapping(kind, profile.columns, source?.settings.mapping ?? null);
    const answers = suggestedAnswers(kind, profile, mapping, source?.settings.answers ?? null);
    const confirmed = Object.keys(layout);
    return await change(tx, importId, version, {
      sourceName,
      profile: profile as unknown as JsonObject,
      settings: {
        layout: described.layout,
        mapping,
        answers: { ...answers, confirmed },
      } as unknown as JsonObject,
    });
  },
});

/** What the person says, else what was remembered of the source where this file leaves it open. */
function chosenLayout(
  { profile, settings }: StoredImport,
  remembered: ImportLayout | null,
  said: Partial<{ [Key in keyof ImportLayout]: ImportLayout[Key] | undefined }>,
): Partial<ImportLayout> {
  const { layout } = settings;
  const isOpen = (detected: Detected<unknown> | null) => detected?.certainty === 'ambiguous';
  const sheet = said.sheet ?? layout.sheet;
  const before = sheet === layout.sheet ? layout.headerRow : undefined;
  const headerRow =
    said.headerRow ?? (isOpen(profile.headerRow) ? remembered?.headerRow : undefined) ?? before;
  return {
    sheet,
    encoding:
      said.encoding ??
      (isOpen(profile.encoding) ? remembered?.encoding : undefined) ??
      layout.encoding,
    delimiter:
      said.delimiter ??
      (isOpen(profile.delimiter) ? remembered?.delimiter : undefined) ??
      layout.delimiter,
    ...(headerRow !== undefined && { headerRow }),
  };
}

const mapInputSchema = z.object({ ...place, mapping: columnMappingSchema });

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
    return await change(tx, importId, version, {
      settings: { ...settings, mapping, answers } as unknown as JsonObject,
    });
  },
});

const answerInputSchema = z.object({ ...place, answers: importAnswersSchema });

/** Answers what the file leaves open; each answered question is named in `confirmed`. */
export const answerImport = defineCommand({
  name: 'import.answer',
  schema: answerInputSchema,
  permission: importPermission,
  findSite: findImportSite,
  run: async ({ tx }, { importId, version, answers }): Promise<ConfiguredImport> => {
    const { settings } = await openImport(tx, importId);
    return await change(tx, importId, version, {
      settings: { ...settings, answers } as unknown as JsonObject,
    });
  },
});

export async function findImportSite(
  tx: Transaction,
  { importId }: { readonly importId: string },
): Promise<string | null> {
  const row = await tx.importRun.findUnique({ where: { id: importId }, select: { siteId: true } });
  return row?.siteId ?? null;
}

/** @throws CONFLICT when it is recorded already. */
export async function openImport(tx: Transaction, importId: string): Promise<StoredImport> {
  const run = await findImport(tx, importId);
  if (run === null) {
    throw new AppError('NOT_FOUND');
  }
  if (run.status === 'committed') {
    throw new AppError('CONFLICT', { message: 'This file has been recorded already.' });
  }
  return run;
}

/** Whatever changes makes the last check void. */
async function change(
  tx: Transaction,
  importId: string,
  version: number,
  data: {
    readonly sourceName?: string;
    readonly profile?: JsonObject;
    readonly settings: JsonObject;
  },
): Promise<ConfiguredImport> {
  const { count } = await tx.importRun.updateMany({
    where: { id: importId, version },
    data: { ...data, status: 'uploaded', version: { increment: 1 } },
  });
  if (count === 0) {
    throw new AppError('STALE_VERSION');
  }
  return { importId, version: version + 1 };
}
