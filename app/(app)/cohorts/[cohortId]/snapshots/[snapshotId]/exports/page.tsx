import type { Metadata, Route } from 'next';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { OlderNewer } from '@/app/_components/ui/older-newer';
import { LookAgain } from '@/app/(app)/_components/jobs/look-again';
import { WorkerNotice } from '@/app/(app)/_components/jobs/worker-notice';
import { hrefWith } from '@/lib/core/href';
import { isUnderWay } from '@/lib/core/job';
import { pageSchema } from '@/lib/core/page-number';
import { disclosureModeFacts, disclosureModes } from '@/lib/export/disclosure-mode';
import { exportFormats } from '@/lib/export/export-formats';
import { mayTakeIdentities } from '@/lib/server/exports/export-rights';
import { listExports, offeredFormats } from '@/lib/server/exports/queries';
import { isWorkerRunning } from '@/lib/server/jobs/queries';
import { requirePermission } from '@/lib/server/page';
import { NobodyIn } from '../_components/nobody-in';
import { openSnapshot } from '../_components/open-snapshot';
import { ExportForm } from './_components/export-form';
import { ExportHistory } from './_components/export-history';
import { SafeHarbor } from './_components/safe-harbor';

export const metadata: Metadata = { title: 'Exports' };

export default async function ExportsPage({
  params,
  searchParams,
}: PageProps<'/cohorts/[cohortId]/snapshots/[snapshotId]/exports'>) {
  const { actor } = await requirePermission('export:study');
  const snapshot = await openSnapshot(actor, params);
  const { cohortId, id: snapshotId, siteIds } = snapshot;
  if (snapshot.members === 0) {
    return <NobodyIn what="to export" />;
  }
  const page = pageSchema.parse((await searchParams)['page']);
  const { lines, hasMore } = await listExports(actor, snapshotId, { page });
  const isRunning = await isWorkerRunning(actor);
  const { offered, missing } = offeredFormats(snapshot);
  const mayIdentify = mayTakeIdentities(actor, siteIds);
  const modes = disclosureModes.filter((mode) => mode !== 'identified' || mayIdentify);
  const formats = offered.filter((key) => exportFormats[key].modes.some((m) => modes.includes(m)));
  const path = `/cohorts/${cohortId}/snapshots/${snapshotId}/exports`;
  return (
    <div className="flex flex-col gap-8">
      <LookAgain isUnderWay={lines.some(({ status }) => isUnderWay(status))} />
      {isRunning ? null : <WorkerNotice what="Exports are written" />}
      <section aria-labelledby="ask" className="max-w-5xl">
        <h2 id="ask" className="pb-3 font-semibold text-large">
          Ask for a file
        </h2>
        {formats.length === 0 ? (
          <EmptyState title="No format is offered">
            The analysis under Download is what this snapshot can leave as.
          </EmptyState>
        ) : (
          <ExportForm
            snapshotId={snapshotId}
            formats={formats.map((key) => ({ key, ...exportFormats[key] }))}
            modes={modes.map((key) => ({ key, ...disclosureModeFacts[key] }))}
          />
        )}
        {missing.length === 0 ? null : (
          <p className="pt-3 text-dense text-muted">
            This snapshot was taken before records were kept: take a new one to export it as{' '}
            {missing.map((key) => exportFormats[key].title).join(', ')}.
          </p>
        )}
        {mayIdentify ? null : (
          <p className="pt-3 text-dense text-muted">
            Names, birth dates and record numbers leave only with a person who may read them at
            every site of the snapshot.
          </p>
        )}
        <SafeHarbor />
      </section>
      <section aria-labelledby="history">
        <h2 id="history" className="pb-2 font-semibold text-large">
          What was exported
        </h2>
        <ExportHistory lines={lines} path={path} isFirstPage={page === 1} />
        <OlderNewer
          label="Exports"
          page={page}
          hasMore={hasMore}
          hrefOf={(other) => hrefWith(path, { page: other === 1 ? null : other }) as Route}
        />
      </section>
    </div>
  );
}
