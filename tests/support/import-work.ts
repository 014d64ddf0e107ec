// Takes a file through the steps of an import, as the pages and the worker do.
import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/auth/actor';
import type { ImportCounts } from '@/lib/import/import-counts';
import type { ImportKind } from '@/lib/import/import-kinds';
import type { ImportAnswers, ImportLayout } from '@/lib/import/import-settings';
import { answerImport } from '@/lib/server/imports/answer-import';
import { checkImport } from '@/lib/server/imports/check-import';
import { type CommitMode, commitImport } from '@/lib/server/imports/commit-import';
import { layOutImport } from '@/lib/server/imports/lay-out-import';
import { getImport, type ImportView } from '@/lib/server/imports/queries';
import { uploadImport } from '@/lib/server/imports/upload-import';
import { submit } from './submit';

export interface BroughtFile {
  readonly siteId: string;
  readonly kind: ImportKind;
  readonly bytes: string | Uint8Array;
  readonly sourceName?: string;
  readonly layout?: Partial<ImportLayout>;
  readonly answers?: Partial<ImportAnswers>;
}

export const unwatched = { progress: () => {}, signal: new AbortController().signal };

async function* inOnePiece(bytes: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
}

/** Uploaded, its source named and every open question answered with what is suggested. */
export async function bring(actor: Actor, file: BroughtFile): Promise<ImportView> {
  const { siteId, kind, bytes, sourceName = 'A laboratory', layout = {}, answers = {} } = file;
  const { importId } = await uploadImport(
    actor,
    { siteId, kind, fileName: 'file.csv' },
    inOnePiece(bytes),
    { requestId: randomUUID() },
  );
  const { version } = await submit(layOutImport, actor, {
    importId,
    version: 1,
    sourceName,
    layout,
  });
  const laidOut = await viewOf(actor, importId);
  const confirmed = laidOut.questions.map(({ key }) => key);
  await submit(answerImport, actor, {
    importId,
    version,
    answers: { ...laidOut.settings.answers, confirmed, ...answers },
  });
  return await viewOf(actor, importId);
}

export async function viewOf(actor: Actor, importId: string): Promise<ImportView> {
  const view = await getImport(actor, importId);
  if (view === null) {
    throw new Error('There is no such import.');
  }
  return view;
}

/** Brought and checked: the view says what would happen. */
export async function check(actor: Actor, file: BroughtFile): Promise<ImportView> {
  const { id, version } = await bring(actor, file);
  await checkImport(actor, { importId: id, version }, unwatched);
  return await viewOf(actor, id);
}

/** Brought, checked and recorded. */
export async function importFile(
  actor: Actor,
  file: BroughtFile,
  mode: CommitMode = 'all',
): Promise<ImportCounts> {
  const { id, version } = await check(actor, file);
  return await commitImport(actor, { importId: id, version, mode }, unwatched);
}

/** `row: code (column)` of each issue. */
export function issuesOf({ issues }: ImportView): string[] {
  return issues.map(
    ({ row, column, code }) => `${row}: ${code}${column === '' ? '' : ` (${column})`}`,
  );
}
