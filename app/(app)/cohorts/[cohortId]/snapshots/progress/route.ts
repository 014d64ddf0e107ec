import { toRoute } from '@/lib/server/route';
import { snapshotProgress } from '@/lib/server/snapshots/snapshot-progress';

/** How far the snapshot of a submission of one's own is; null when it is not under way here. */
export const GET = toRoute<{ cohortId: string }>({
  name: 'snapshot.progress',
  permission: 'export:study',
  handle: async ({ actor, request }) => {
    const submission = request.nextUrl.searchParams.get('submission') ?? '';
    return Response.json(snapshotProgress(actor, submission), {
      headers: { 'cache-control': 'no-store' },
    });
  },
});
