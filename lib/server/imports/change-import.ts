import 'server-only';
import { z } from 'zod';
import type { JsonObject } from '@/lib/core/json';
import { AppError } from '../app-error';
import type { Transaction } from '../db/transaction';
import { findImport, type StoredImport } from './import-run';

export type ConfiguredImport = { readonly importId: string; readonly version: number };

/** Which import, as the person saw it. */
export const importAsSeen = { importId: z.uuid(), version: z.int() };

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
export async function changeImport(
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
