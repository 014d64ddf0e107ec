import type { Metadata, Route } from 'next';
import { Suspense } from 'react';
import { Skeleton } from '@/app/_components/ui/skeleton';
import { frozenScope, readPlanOptions } from '@/lib/analysis/plan-options';
import { requirePermission } from '@/lib/server/page';
import { NobodyIn } from '../_components/nobody-in';
import { openSnapshot } from '../_components/open-snapshot';
import { OptionsForm } from '../_components/tables/options-form';
import { PrintButton } from './_components/print-button';
import { ReportBody } from './_components/report-body';

export const metadata: Metadata = { title: 'Report' };

export default async function ReportPage({
  params,
  searchParams,
}: PageProps<'/cohorts/[cohortId]/snapshots/[snapshotId]/report'>) {
  const { actor } = await requirePermission('export:study');
  const snapshot = await openSnapshot(actor, params);
  const { cohortId, id: snapshotId } = snapshot;
  if (snapshot.members === 0) {
    return <NobodyIn what="to report" />;
  }
  const scope = frozenScope(snapshot.definition);
  const options = readPlanOptions(scope, await searchParams);
  return (
    <div className="flex flex-col gap-6">
      <OptionsForm
        path={`/cohorts/${cohortId}/snapshots/${snapshotId}/report` as Route}
        scope={scope}
        options={options}
        submitLabel="Show report"
      />
      <div className="print:hidden">
        <PrintButton />
      </div>
      <Suspense
        key={JSON.stringify(options)}
        fallback={<Skeleton rows={30} label="R is computing the report" />}
      >
        <ReportBody actor={actor} snapshot={snapshot} options={options} />
      </Suspense>
    </div>
  );
}
