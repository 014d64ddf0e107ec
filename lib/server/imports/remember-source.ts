import 'server-only';
import type { JsonObject } from '@/lib/core/json';
import type { ImportKind } from '@/lib/import/import-kinds';
import { type ImportSettings, importSettingsSchema } from '@/lib/import/import-settings';
import { now } from '../clock';
import type { Transaction } from '../db/transaction';
import type { StoredImport } from './import-run';

/** What was chosen for a file that has been recorded serves the next file of its source. */
export async function rememberSource(
  tx: Transaction,
  { siteId, kind, sourceName: name, settings, profile }: StoredImport,
): Promise<void> {
  const { columns, constants } = settings.mapping;
  // One man's id is for one file.
  const { studyId: _, ...kept } = constants;
  const mapped = new Set(columns.map(({ column }) => column));
  const ignored = profile.columns
    .filter(({ column }) => !mapped.has(column))
    .map(({ title }) => title);
  const remembered = {
    ...settings,
    mapping: { columns, constants: kept, ignored },
  } as unknown as JsonObject;
  const known = await findSource(tx, siteId, kind, name);
  if (known === null) {
    await tx.importSource.create({
      data: { siteId, kind, name, settings: remembered },
      select: { id: true },
    });
  } else {
    await tx.importSource.update({
      where: { id: known.id },
      data: { settings: remembered, changedAt: now() },
      select: { id: true },
    });
  }
}

export interface RememberedSource {
  readonly id: string;
  readonly name: string;
  readonly settings: ImportSettings;
}

/** However its name is spelled in capitals and small letters. */
export async function findSource(
  tx: Transaction,
  siteId: string,
  kind: ImportKind,
  name: string,
): Promise<RememberedSource | null> {
  const row = await tx.importSource.findFirst({
    where: { siteId, kind, name: { equals: name, mode: 'insensitive' } },
  });
  return row && { id: row.id, name: row.name, settings: importSettingsSchema.parse(row.settings) };
}
