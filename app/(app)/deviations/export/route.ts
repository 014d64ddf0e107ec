import { readDeviationSearch } from '@/lib/outcomes/deviation-search';
import { siteToday } from '@/lib/server/clock';
import { deviationsCsv, recordDeviationsExport } from '@/lib/server/deviations/deviations-csv';
import { toRoute } from '@/lib/server/route';

export const GET = toRoute({
  name: 'export.deviations-csv',
  permission: 'export:study',
  handle: async ({ request, actor, sites, requestId }) => {
    const filter = readDeviationSearch(Object.fromEntries(request.nextUrl.searchParams));
    const chosen = sites.filter(({ siteId }) => filter.siteId === null || siteId === filter.siteId);
    const wanted = { actor, sites: chosen, filter };
    await recordDeviationsExport(wanted, requestId);
    return new Response(deviationsCsv(wanted), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="deviations-${siteToday('UTC')}.csv"`,
        'cache-control': 'no-store',
      },
    });
  },
});
