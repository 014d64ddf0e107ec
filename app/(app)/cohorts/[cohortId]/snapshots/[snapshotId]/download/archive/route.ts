import { pictureFileName } from '@/lib/analysis/pictures/picture-file';
import { frozenScope, readPlanOptions } from '@/lib/analysis/plan-options';
import { AppError } from '@/lib/server/app-error';
import { toRoute } from '@/lib/server/route';
import { getSnapshot } from '@/lib/server/snapshots/queries';
import { recordArchive, snapshotArchive } from '@/lib/server/statistics/snapshot-archive';
import { StatisticsProblem } from '@/lib/server/statistics/statistics-problem';

export const GET = toRoute<{ cohortId: string; snapshotId: string }>({
  name: 'snapshot.archive',
  permission: 'export:study',
  handle: async ({ request, actor, params, requestId }) => {
    const snapshot = await getSnapshot(actor, params.snapshotId);
    if (snapshot === null || snapshot.cohortId !== params.cohortId) {
      throw new AppError('NOT_FOUND');
    }
    const given = request.nextUrl.searchParams;
    const options = readPlanOptions(frozenScope(snapshot.definition), {
      ...Object.fromEntries(given),
      ...(given.has('covariates') && { covariates: given.getAll('covariates') }),
    });
    const archive = await snapshotArchive({ actor, snapshot, options }).catch((error: unknown) => {
      throw error instanceof StatisticsProblem
        ? new AppError('CONFLICT', { message: error.message })
        : error;
    });
    await recordArchive({ actor, snapshot }, requestId);
    const { name, definition } = snapshot;
    const fileName = pictureFileName([definition.cohort.name, name, 'analysis']);
    return new Response(archive, {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${fileName}.zip"`,
        'cache-control': 'no-store',
      },
    });
  },
});
