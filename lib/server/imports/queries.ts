import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { can, sitesWhere } from '@/lib/auth/can';
import type { ImportCounts } from '@/lib/import/import-counts';
import type { ImportKind } from '@/lib/import/import-kinds';
import { allQuestions, type ImportQuestion, mappingProblems } from '@/lib/import/open-questions';
import { inReadTransaction, type Transaction } from '../db/transaction';
import { type JobView, listJobs } from '../jobs/queries';
import {
  findImport,
  type ImportStatus,
  importFrom,
  importPermission,
  type StoredImport,
} from './import-run';

export interface ListedImport {
  readonly id: string;
  readonly siteId: string;
  readonly kind: ImportKind;
  readonly status: ImportStatus;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly fileSha256: string;
  readonly sourceName: string;
  readonly counts: ImportCounts | null;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
  readonly committedAt: Date | null;
}

export const importsPerPage = 25;

/** Of every site where the actor may import, the newest first. */
export async function listImports(
  actor: Actor,
  page: number,
): Promise<{ readonly imports: readonly ListedImport[]; readonly total: number }> {
  const siteId = { in: sitesWhere(actor, importPermission).map((site) => site.siteId) };
  return await inReadTransaction(actor, async (tx) => {
    const rows = await tx.importRun.findMany({
      where: { siteId },
      orderBy: [{ uploadedAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * importsPerPage,
      take: importsPerPage,
    });
    const names = await namesOf(
      tx,
      rows.map(({ uploadedBy }) => uploadedBy),
    );
    const total = await tx.importRun.count({ where: { siteId } });
    return {
      total,
      imports: rows
        .map(importFrom)
        .map((run) => ({ ...listed(run), uploadedBy: names(run.uploadedBy) })),
    };
  });
}

function listed(run: StoredImport): ListedImport {
  const { id, siteId, kind, status, fileName, fileBytes, fileSha256, sourceName } = run;
  const { counts, uploadedBy, uploadedAt, committedAt } = run;
  return {
    id,
    siteId,
    kind,
    status,
    fileName,
    fileBytes,
    fileSha256,
    sourceName,
    counts,
    uploadedBy,
    uploadedAt,
    committedAt,
  };
}

export interface ImportView extends StoredImport {
  /** The name of the person. */
  readonly uploadedByName: string;
  readonly committedByName: string | null;
  /** Everything that the file leaves open; those in `settings.answers.confirmed` are answered. */
  readonly questions: readonly ImportQuestion[];
  /** What the mapping lacks; empty where the file can be checked. */
  readonly problems: readonly string[];
  /** The same file was recorded before. */
  readonly committedBefore: readonly { readonly id: string; readonly committedAt: Date }[];
  /** Names of sources of this kind that are remembered. */
  readonly sources: readonly string[];
  /** Checks and commits, the newest first. */
  readonly jobs: readonly JobView[];
}

/** Null where there is none that the actor may see. */
export async function getImport(actor: Actor, importId: string): Promise<ImportView | null> {
  return await inReadTransaction(actor, async (tx) => {
    const run = await findImport(tx, importId);
    if (run === null || !can(actor, importPermission, run.siteId)) {
      return null;
    }
    const { siteId, kind, profile, settings, fileSha256 } = run;
    const names = await namesOf(
      tx,
      [run.uploadedBy, run.committedBy].filter((id) => id !== null),
    );
    const before = await tx.importRun.findMany({
      where: { siteId, fileSha256, status: 'committed', id: { not: importId } },
      select: { id: true, committedAt: true },
      orderBy: { committedAt: 'desc' },
      take: 10,
    });
    const sources = await tx.importSource.findMany({
      where: { siteId, kind },
      select: { name: true },
      orderBy: { name: 'asc' },
      take: 100,
    });
    const kinds = ['import-check', 'import-commit'] as const;
    return {
      ...run,
      uploadedByName: names(run.uploadedBy),
      committedByName: run.committedBy && names(run.committedBy),
      questions: allQuestions(kind, profile, settings),
      problems: mappingProblems(kind, settings.mapping, profile.format),
      committedBefore: before.flatMap(({ id, committedAt }) =>
        committedAt === null ? [] : [{ id, committedAt }],
      ),
      sources: sources.map(({ name }) => name),
      jobs: await listJobs(tx, { kinds, aboutId: importId, page: 1 }),
    };
  });
}

export interface KnownSource {
  readonly siteId: string;
  readonly kind: string;
  readonly name: string;
}

const shownSources = 500;

/** Whose choices are remembered, at every site where the actor may import. */
export async function listSources(actor: Actor): Promise<readonly KnownSource[]> {
  const siteId = { in: sitesWhere(actor, importPermission).map((site) => site.siteId) };
  return await inReadTransaction(actor, (tx) =>
    tx.importSource.findMany({
      where: { siteId },
      select: { siteId: true, kind: true, name: true },
      orderBy: { name: 'asc' },
      take: shownSources,
    }),
  );
}

async function namesOf(tx: Transaction, ids: readonly string[]): Promise<(id: string) => string> {
  const people = await tx.userAccount.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, displayName: true },
  });
  const names = new Map(people.map(({ id, displayName }) => [id, displayName]));
  return (id) => names.get(id) ?? 'Somebody of another site';
}
