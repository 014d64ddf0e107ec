import { randomUUID } from 'node:crypto';
import { importKinds } from '@/lib/import/import-kinds';
import { newImportSchema } from '@/lib/import/new-import';
import { importPermission } from '@/lib/server/imports/import-run';
import { layOutImport } from '@/lib/server/imports/lay-out-import';
import { headerText, receiveFile } from '@/lib/server/imports/receive-file';
import { uploadImport } from '@/lib/server/imports/upload-import';
import { parseInput } from '@/lib/server/parse-input';
import { toRoute } from '@/lib/server/route';

/** Keeps the file that is the body, and names its source: what was chosen for that the last time is taken over. */
export const POST = toRoute({
  name: 'import.upload',
  permission: importPermission,
  handle: async ({ request, actor, requestId }) => {
    const { searchParams } = request.nextUrl;
    const { siteId, kind, sourceName } = parseInput(newImportSchema, {
      siteId: searchParams.get('site'),
      kind: importKinds.find((known) => known === searchParams.get('kind')),
      sourceName: headerText(request, 'x-source-name'),
    });
    const { fileName, bytes } = receiveFile(request);
    const { importId } = await uploadImport(actor, { siteId, kind, fileName }, bytes, {
      requestId,
    });
    await layOutImport.execute(
      actor,
      { importId, version: 1, sourceName, layout: {} },
      { submissionId: randomUUID(), requestId },
    );
    return Response.json({ importId }, { headers: { 'cache-control': 'no-store' } });
  },
});
