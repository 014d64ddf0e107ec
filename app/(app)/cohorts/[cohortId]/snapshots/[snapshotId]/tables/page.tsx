import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { Suspense } from 'react';
import { Skeleton } from '@/app/_components/ui/skeleton';
import { frozenScope, planHref, readPlanOptions } from '@/lib/analysis/plan-options';
import { requirePermission } from '@/lib/server/page';
import { NobodyIn } from '../_components/nobody-in';
import { openSnapshot } from '../_components/open-snapshot';
import { OptionsForm } from '../_components/tables/options-form';
import { TablesList } from './_components/tables-list';

export const metadata: Metadata = { title: 'Tables' };

type Props = PageProps<'/cohorts/[cohortId]/snapshots/[snapshotId]/tables'>;

export default async function TablesPage({ params, searchParams }: Props) {
  const { actor } = await requirePermission('export:study');
  const snapshot = await openSnapshot(actor, params);
  const { cohortId, id: snapshotId } = snapshot;
  const scope = frozenScope(snapshot.definition);
  const options = readPlanOptions(scope, await searchParams);
  if (snapshot.members === 0) {
    return <NobodyIn what="to count" />;
  }
  const { smallestCell } = snapshot.definition.cohort;
  return (
    <div className="flex flex-col gap-6">
      <OptionsForm
        path={`/cohorts/${cohortId}/snapshots/${snapshotId}/tables` as Route}
        scope={scope}
        options={options}
        submitLabel="Show tables"
      />
      <p className="text-dense text-muted">
        {smallestCell === null
          ? 'Every count is shown.'
          : `Counts from 1 to ${smallestCell - 1} are not shown, as the cohort asks.`}{' '}
        Numbers are computed by R and rounded half away from zero.{' '}
        <Link
          className="text-accent underline"
          href={planHref(`/cohorts/${cohortId}/snapshots/${snapshotId}/report`, options) as Route}
        >
          Report with these choices
        </Link>
        {', '}
        <Link
          className="text-accent underline"
          href={planHref(`/cohorts/${cohortId}/snapshots/${snapshotId}/download`, options) as Route}
        >
          folder with these choices
        </Link>
      </p>
      <Suspense key={JSON.stringify(options)} fallback={<Computing />}>
        <TablesList actor={actor} snapshot={snapshot} options={options} />
      </Suspense>
    </div>
  );
}

/** The first answer takes R some seconds; later ones are kept. */
function Computing() {
  return (
    <div>
      <p className="pb-2 text-muted">R is computing the tables…</p>
      <Skeleton rows={24} label="R is computing the tables" />
    </div>
  );
}
