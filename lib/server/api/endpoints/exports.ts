import 'server-only';
import { z } from 'zod';
import { encodeCursor, listFields } from '@/lib/api/cursor';
import { exportList, exportView } from '@/lib/api/schemas/exports';
import { requestedExportView } from '@/lib/api/schemas/writes';
import type { Actor } from '@/lib/auth/actor';
import { requestExportInputSchema } from '@/lib/export/export-request';
import { AppError } from '../../app-error';
import { byteStream } from '../../export/byte-stream';
import { downloadExport } from '../../exports/download-export';
import { type ExportLine, getExport, listExports } from '../../exports/queries';
import { requestExport } from '../../exports/request-export';
import { getSnapshot } from '../../snapshots/queries';
import { commandEndpoint, defineEndpoint } from '../endpoint';

const tag = 'Cohorts and snapshots';
const permission = 'export:study';

function viewOf({ id, file, requestedAt, isStopping: _, isSilent: __, ...line }: ExportLine) {
  return {
    ...line,
    jobId: id,
    requestedAt: requestedAt.toISOString(),
    file: file && {
      name: file.name,
      mediaType: file.mediaType,
      bytes: file.bytes,
      rows: file.rows,
      sha256: file.sha256,
      expiresAt: file.expiresAt.toISOString(),
    },
  };
}

/** With the snapshot, at each of whose sites the actor has to hold the permission. */
async function requireExport(actor: Actor, jobId: string) {
  const line = await getExport(actor, jobId);
  const snapshot = line && (await getSnapshot(actor, line.snapshotId));
  if (line === null || snapshot === null) {
    throw new AppError('NOT_FOUND');
  }
  return { line, snapshot };
}

const { cursor } = listFields(z.int().min(2).max(100_000));

export const exportEndpoints = [
  commandEndpoint({
    name: 'requestExport',
    method: 'POST',
    path: '/snapshots/{snapshotId}/exports',
    tag,
    summary: 'Ask for a file of a snapshot; a worker writes it',
    description:
      'The mode `identified` needs the scope identity:read and a reason. Ask `GET /exports/{jobId}` until its status is `done`, `failed` or `canceled`.',
    permission,
    body: requestExportInputSchema,
    command: requestExport,
    answer: requestedExportView,
    status: 202,
  }),
  defineEndpoint({
    name: 'listExports',
    method: 'GET',
    path: '/snapshots/{snapshotId}/exports',
    tag,
    summary: 'What was asked for of a snapshot, and what came of it',
    permission,
    query: z.strictObject({ cursor }),
    answer: exportList,
    run: async ({ actor, params: { snapshotId }, query }) => {
      if ((await getSnapshot(actor, snapshotId)) === null) {
        throw new AppError('NOT_FOUND');
      }
      const page = query.cursor ?? 1;
      const { lines, hasMore } = await listExports(actor, snapshotId, { page });
      return { items: lines.map(viewOf), next: hasMore ? encodeCursor(page + 1) : null };
    },
  }),
  defineEndpoint({
    name: 'getExport',
    method: 'GET',
    path: '/exports/{jobId}',
    tag,
    summary: 'How far an export is',
    permission,
    answer: exportView,
    run: async ({ actor, params }) => viewOf((await requireExport(actor, params.jobId)).line),
  }),
  defineEndpoint({
    name: 'downloadExport',
    method: 'GET',
    path: '/exports/{jobId}/file',
    tag,
    summary: 'The file of an export, while it is kept',
    permission,
    answer: { mediaType: 'application/octet-stream', description: 'The bytes of the file' },
    run: async ({ actor, params, requestId }) => {
      const { file, pieces } = await downloadExport(
        { actor, ...(await requireExport(actor, params.jobId)) },
        requestId,
      );
      return new Response(byteStream(pieces), {
        headers: {
          'content-type': file.mediaType,
          'content-length': String(file.bytes),
          'content-disposition': `attachment; filename="${file.name}"`,
        },
      });
    },
  }),
];
