import { protocolLibrary } from '@/lib/protocols/library/library';
import { AppError } from '@/lib/server/app-error';
import { siteToday } from '@/lib/server/clock';
import { recordExport, studyCsv } from '@/lib/server/export/study-csv';
import { toRoute } from '@/lib/server/route';

export const GET = toRoute<{ code: string }>({
  name: 'export.study-csv',
  permission: 'export:study',
  handle: async ({ actor, sites, params, requestId }) => {
    const definition = protocolLibrary.find(({ code }) => code === params.code);
    if (!definition) {
      throw new AppError('NOT_FOUND');
    }
    const request = { actor, sites, definition };
    await recordExport(request, requestId);
    const date = siteToday('UTC');
    return new Response(studyCsv(request), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${definition.code}-${date}.csv"`,
        'cache-control': 'no-store',
      },
    });
  },
});
