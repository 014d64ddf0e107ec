import 'server-only';
import { z } from 'zod';
import type { JsonObject } from '@/lib/core/json';
import { typedLine } from '@/lib/core/typed-text';
import type { Detected } from '@/lib/import/detected';
import { guessMapping } from '@/lib/import/guess-mapping';
import { type ImportLayout, importLayoutSchema } from '@/lib/import/import-settings';
import { suggestedAnswers } from '@/lib/import/open-questions';
import { defineCommand } from '../command';
import {
  type ConfiguredImport,
  changeImport,
  findImportSite,
  importAsSeen,
  openImport,
} from './change-import';
import { importPermission, type StoredImport } from './import-run';
import { profileFile } from './profile-file';
import { findSource } from './remember-source';

export const layoutInputSchema = z.object({
  ...importAsSeen,
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
    return await changeImport(tx, importId, version, {
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
