import { AppError } from '@/lib/server/app-error';
import { byteStream } from '@/lib/server/export/byte-stream';
import { getStoredFile, readStoredFile } from '@/lib/server/files/read-stored-file';
import { importPermission } from '@/lib/server/imports/import-run';
import { getImport } from '@/lib/server/imports/queries';
import { toRoute } from '@/lib/server/route';

/** Everything that the last check held back. */
export const GET = toRoute<{ importId: string }>({
  name: 'import.issues',
  permission: importPermission,
  handle: async ({ actor, params }) => {
    const view = await getImport(actor, params.importId);
    const fileId = view?.issuesFileId ?? null;
    const file = fileId === null ? null : await getStoredFile(actor, fileId);
    if (file === null) {
      throw new AppError('NOT_FOUND');
    }
    return new Response(byteStream(readStoredFile(actor, file.id)), {
      headers: {
        'content-type': file.mediaType,
        'content-length': String(file.bytes),
        'content-disposition': `attachment; filename="${file.name}"`,
        'cache-control': 'no-store',
      },
    });
  },
});
