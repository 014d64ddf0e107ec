import { importKinds } from '@/lib/import/import-kinds';
import { templateCsv } from '@/lib/import/template';
import { AppError } from '@/lib/server/app-error';
import { importPermission } from '@/lib/server/imports/import-run';
import { toRoute } from '@/lib/server/route';

export const GET = toRoute<{ kind: string }>({
  name: 'import.template',
  permission: importPermission,
  handle: async ({ params }) => {
    const kind = importKinds.find((known) => known === params.kind);
    if (kind === undefined) {
      throw new AppError('NOT_FOUND');
    }
    return new Response(templateCsv(kind), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="template-${kind}.csv"`,
        'cache-control': 'no-store',
      },
    });
  },
});
