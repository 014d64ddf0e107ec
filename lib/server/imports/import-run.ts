import 'server-only';
import { z } from 'zod';
import type { Permission } from '@/lib/auth/permissions';
import type { FileProfile } from '@/lib/import/file-profile';
import type { ImportCounts } from '@/lib/import/import-counts';
import type { ImportIssue } from '@/lib/import/import-issue';
import { type ImportKind, importKinds } from '@/lib/import/import-kinds';
import { type ImportSettings, importSettingsSchema } from '@/lib/import/import-settings';
import type { Transaction } from '../db/transaction';

export const importStatuses = ['uploaded', 'checked', 'committed'] as const;
export type ImportStatus = (typeof importStatuses)[number];

export interface StoredImport {
  readonly id: string;
  readonly siteId: string;
  readonly kind: ImportKind;
  readonly status: ImportStatus;
  readonly fileId: string;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly fileBytes: number;
  readonly sourceName: string;
  readonly profile: FileProfile;
  readonly settings: ImportSettings;
  readonly counts: ImportCounts | null;
  readonly issues: readonly ImportIssue[];
  readonly issuesFileId: string | null;
  readonly version: number;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
  readonly checkedAt: Date | null;
  readonly committedBy: string | null;
  readonly committedAt: Date | null;
}

/** What the screens ask for the same: those who may enter it by hand may import it. */
export function permissionToImport(kind: ImportKind): Permission {
  switch (kind) {
    case 'patients':
      return 'patient:enroll';
    case 'doses':
      return 'therapy:change';
    default:
      return 'visit:record';
  }
}

/** Every kind asks for one of these; the lists are for those who hold it. */
export const importPermission = 'visit:record' satisfies Permission;

export async function findImport(tx: Transaction, importId: string): Promise<StoredImport | null> {
  if (!z.uuid().safeParse(importId).success) {
    return null;
  }
  const row = await tx.importRun.findUnique({ where: { id: importId } });
  return row && importFrom(row);
}

type Row = NonNullable<Awaited<ReturnType<Transaction['importRun']['findUnique']>>>;

/** What is written goes through the schemas; profile, counts and issues are the program's own. */
export function importFrom(row: Row): StoredImport {
  return {
    ...row,
    kind: z.enum(importKinds).parse(row.kind),
    status: z.enum(importStatuses).parse(row.status),
    fileBytes: Number(row.fileBytes),
    profile: row.profile as unknown as FileProfile,
    settings: importSettingsSchema.parse(row.settings),
    counts: row.counts as unknown as ImportCounts | null,
    issues: row.issues as unknown as readonly ImportIssue[],
  };
}
