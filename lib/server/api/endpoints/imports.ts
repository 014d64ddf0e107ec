import 'server-only';
import { z } from 'zod';
import { encodeCursor, listFields } from '@/lib/api/cursor';
import {
  configuredImportView,
  importList,
  importView,
  requestedImportView,
  uploadedImportView,
} from '@/lib/api/schemas/imports';
import type { Actor } from '@/lib/auth/actor';
import { importKinds } from '@/lib/import/import-kinds';
import { AppError } from '../../app-error';
import { byteStream } from '../../export/byte-stream';
import { readStoredFile } from '../../files/read-stored-file';
import { answerImport, answerInputSchema } from '../../imports/answer-import';
import { importAsSeen } from '../../imports/change-import';
import { commitModes } from '../../imports/commit-import';
import { importPermission } from '../../imports/import-run';
import { layOutImport, layoutInputSchema } from '../../imports/lay-out-import';
import { mapImport, mapInputSchema } from '../../imports/map-import';
import {
  getImport,
  type ImportView,
  importsPerPage,
  type ListedImport,
  listImports,
} from '../../imports/queries';
import { requestImportCheck } from '../../imports/request-check';
import { requestImportCommit } from '../../imports/request-commit';
import { uploadImport } from '../../imports/upload-import';
import { commandEndpoint, defineEndpoint } from '../endpoint';

const tag = 'Imports';
const permission = importPermission;
/** A file may name patients, whatever its columns are called. */
const alsoNeeds = ['identity:read'] as const;

type Summary = Pick<ListedImport, Exclude<keyof ListedImport, 'uploadedBy'>>;

function summaryOf({ id, uploadedAt, committedAt, counts, ...run }: Summary) {
  const { siteId, kind, status, fileName, fileBytes, fileSha256, sourceName } = run;
  const { byCode: _, ...numbers } = counts ?? { byCode: {} };
  return {
    importId: id,
    siteId,
    kind,
    status,
    fileName,
    fileBytes,
    fileSha256,
    sourceName,
    uploadedAt: uploadedAt.toISOString(),
    committedAt: committedAt?.toISOString() ?? null,
    counts: 'rows' in numbers ? numbers : null,
  };
}

async function requireImport(actor: Actor, importId: string): Promise<ImportView> {
  const view = await getImport(actor, importId);
  if (view === null) {
    throw new AppError('NOT_FOUND');
  }
  return view;
}

const { cursor } = listFields(z.int().min(2).max(100_000));

export const importEndpoints = [
  defineEndpoint({
    name: 'uploadImport',
    method: 'POST',
    path: '/imports',
    tag,
    summary: 'Bring a file to import, CSV or XLSX, as the body',
    description:
      'Nothing of it is recorded yet: say how it is laid out and from which source it comes, map its columns, answer what it leaves open, check it, commit it. Every upload is an import of its own; rows that are there already are found by the check.',
    permission,
    alsoNeeds,
    upload: 'A CSV file or an Excel workbook',
    query: z.strictObject({
      site: z.uuid('Give the id of a site.'),
      kind: z.enum(importKinds),
      fileName: z.string().max(255),
    }),
    answer: uploadedImportView,
    status: 201,
    run: async ({ actor, query: { site, ...file }, bytes, requestId }) =>
      await uploadImport(actor, { siteId: site, ...file }, bytes, { requestId }),
  }),
  defineEndpoint({
    name: 'listImports',
    method: 'GET',
    path: '/imports',
    tag,
    summary: 'Files that were brought to your sites',
    permission,
    alsoNeeds,
    query: z.strictObject({ cursor }),
    answer: importList,
    run: async ({ actor, query }) => {
      const page = query.cursor ?? 1;
      const { imports, total } = await listImports(actor, page);
      const next = page * importsPerPage < total ? encodeCursor(page + 1) : null;
      return { items: imports.map(summaryOf), next };
    },
  }),
  defineEndpoint({
    name: 'getImport',
    method: 'GET',
    path: '/imports/{importId}',
    tag,
    summary: 'One import: its columns, what it leaves open, and what was found',
    permission,
    alsoNeeds,
    answer: importView,
    run: async ({ actor, params }) => {
      const view = await requireImport(actor, params.importId);
      return {
        ...summaryOf(view),
        version: view.version,
        columns: view.profile.columns.map(({ title }) => title),
        settings: view.settings,
        questions: view.questions.map(({ key, question, evidence, suggested, options }) => ({
          key,
          question,
          evidence,
          suggested,
          options,
        })),
        problems: view.problems,
        issues: view.issues,
        jobs: view.jobs.map(({ id, status, done, total, error }) => ({
          jobId: id,
          status,
          done,
          total,
          problem: error?.message ?? null,
        })),
      };
    },
  }),
  commandEndpoint({
    name: 'layOutImport',
    method: 'PUT',
    path: '/imports/{importId}/layout',
    tag,
    summary: 'Say how the file is laid out and where it comes from',
    permission,
    alsoNeeds,
    body: layoutInputSchema,
    command: layOutImport,
    answer: configuredImportView,
  }),
  commandEndpoint({
    name: 'mapImport',
    method: 'PUT',
    path: '/imports/{importId}/mapping',
    tag,
    summary: 'Say which column is which field',
    permission,
    alsoNeeds,
    body: mapInputSchema,
    command: mapImport,
    answer: configuredImportView,
  }),
  commandEndpoint({
    name: 'answerImport',
    method: 'PUT',
    path: '/imports/{importId}/answers',
    tag,
    summary: 'Answer what the file leaves open',
    permission,
    alsoNeeds,
    body: answerInputSchema,
    command: answerImport,
    answer: configuredImportView,
  }),
  commandEndpoint({
    name: 'checkImport',
    method: 'POST',
    path: '/imports/{importId}/check',
    tag,
    summary: 'Have the worker check the file; nothing is recorded',
    permission,
    alsoNeeds,
    body: z.object(importAsSeen),
    command: requestImportCheck,
    answer: requestedImportView,
    status: 202,
  }),
  commandEndpoint({
    name: 'commitImport',
    method: 'POST',
    path: '/imports/{importId}/commit',
    tag,
    summary: 'Have the worker record the rows that are ready, all or the valid part',
    permission,
    alsoNeeds,
    body: z.object({ ...importAsSeen, mode: z.enum(commitModes) }),
    command: requestImportCommit,
    answer: requestedImportView,
    status: 202,
  }),
  defineEndpoint({
    name: 'downloadImportIssues',
    method: 'GET',
    path: '/imports/{importId}/issues',
    tag,
    summary: 'Everything that was found, as CSV',
    permission,
    alsoNeeds,
    answer: { mediaType: 'text/csv; charset=utf-8', description: 'A line for each issue' },
    run: async ({ actor, params }) => {
      const { issuesFileId } = await requireImport(actor, params.importId);
      if (issuesFileId === null) {
        throw new AppError('NOT_FOUND', {
          message: 'Nothing was found, or it has not been checked.',
        });
      }
      return new Response(byteStream(readStoredFile(actor, issuesFileId)), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': 'attachment; filename="issues.csv"',
        },
      });
    },
  }),
];
