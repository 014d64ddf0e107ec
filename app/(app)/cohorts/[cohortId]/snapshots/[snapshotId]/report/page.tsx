import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { Skeleton } from '@/app/_components/ui/skeleton';
import { frozenScope, readPlanOptions } from '@/lib/analysis/plan-options';
import { requirePermission } from '@/lib/server/page';
import { getSnapshot } from '@/lib/server/snapshots/queries';
import { OptionsForm } from '../_components/tables/options-form';
import { PrintButton } from './_components/print-button';
import { ReportBody } from './_components/report-body';

export const metadata: Metadata = { title: 'Report' };

export default async function ReportPage({
  params,
  searchParams,
}: PageProps<'/cohorts/[cohortId]/snapshots/[snapshotId]/report'>) {
  const { actor } = await requirePermission('export:study');
  const { cohortId, snapshotId } = await params;
  const snapshot = (await getSnapshot(actor, snapshotId)) ?? notFound();
  if (snapshot.cohortId !== cohortId) {
    notFound();
  }
  if (snapshot.members === 0) {
    return (
      <EmptyState title="Nobody is in this snapshot">
        There is nothing to report. Amend the cohort until somebody is in, and take another
        snapshot.
      </EmptyState>
    );
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
