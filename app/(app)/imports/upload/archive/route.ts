import { z } from 'zod';
import { keepArchive } from '@/lib/server/archive/keep-archive';
import { receiveFile } from '@/lib/server/imports/receive-file';
import { parseInput } from '@/lib/server/parse-input';
import { toRoute } from '@/lib/server/route';

const placeSchema = z.object({ siteId: z.uuid('Choose a site.') });

/** Keeps the study archive that is the body, and answers with what it is. */
export const POST = toRoute({
  name: 'archive.upload',
  permission: 'patient:enroll',
  handle: async ({ request, actor, requestId }) => {
    const { siteId } = parseInput(placeSchema, {
      siteId: request.nextUrl.searchParams.get('site'),
    });
    const { bytes } = receiveFile(request);
    const kept = await keepArchive(actor, siteId, bytes, { requestId });
    return Response.json(kept, { headers: { 'cache-control': 'no-store' } });
  },
});
