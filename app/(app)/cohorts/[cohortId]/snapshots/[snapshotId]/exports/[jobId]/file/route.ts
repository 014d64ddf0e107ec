import { AppError } from '@/lib/server/app-error';
import { byteStream } from '@/lib/server/export/byte-stream';
import { downloadExport } from '@/lib/server/exports/download-export';
import { getExport } from '@/lib/server/exports/queries';
import { toRoute } from '@/lib/server/route';
import { getSnapshot } from '@/lib/server/snapshots/queries';

export const GET = toRoute<{ cohortId: string; snapshotId: string; jobId: string }>({
  name: 'export.download',
  permission: 'export:study',
  handle: async ({ actor, params, requestId }) => {
    const snapshot = await getSnapshot(actor, params.snapshotId);
    const line = await getExport(actor, params.jobId);
    if (snapshot?.cohortId !== params.cohortId || line?.snapshotId !== snapshot.id) {
      throw new AppError('NOT_FOUND');
    }
    const { file, pieces } = await downloadExport({ actor, snapshot, line }, requestId);
    return new Response(byteStream(pieces), {
      headers: {
        'content-type': file.mediaType,
        'content-length': String(file.bytes),
        'content-disposition': `attachment; filename="${file.name}"`,
        'cache-control': 'no-store',
      },
    });
  },
});
