import type { Metadata } from 'next';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { PageHeader } from '@/app/_components/ui/page-header';
import { listStudies } from '@/lib/server/export/queries';
import { requirePermission } from '@/lib/server/page';
import { StudyExport } from './_components/study-export';

export const metadata: Metadata = { title: 'Export' };

export default async function ExportPage() {
  const { actor, sites } = await requirePermission('export:study');
  const studies = await listStudies(actor, sites);
  const filled = studies.filter(({ patients }) => patients > 0);
  return (
    <>
      <PageHeader
        title="Export"
        description={`One row per patient, by study id, for ${sites.map(({ siteName }) => siteName).join(', ')}. Files hold no names, birth dates, record numbers or text that somebody typed: an event that CTCAE has no term for reads Other.`}
      />
      {filled.length === 0 ? (
        <EmptyState title="Nobody is enrolled yet">
          Once patients are enrolled, each protocol has its file here.
        </EmptyState>
      ) : (
        filled.map((study) => <StudyExport key={study.code} study={study} />)
      )}
    </>
  );
}
