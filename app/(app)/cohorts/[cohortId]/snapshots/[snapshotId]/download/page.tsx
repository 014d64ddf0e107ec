import type { Metadata } from 'next';
import { Suspense } from 'react';
import { DefinitionList } from '@/app/_components/ui/definition-list';
import { Notice } from '@/app/_components/ui/notice';
import { Skeleton } from '@/app/_components/ui/skeleton';
import { frozenScope, planHref, readPlanOptions } from '@/lib/analysis/plan-options';
import { requirePermission } from '@/lib/server/page';
import { NobodyIn } from '../_components/nobody-in';
import { openSnapshot } from '../_components/open-snapshot';
import { ReadyArchive } from './_components/ready-archive';

export const metadata: Metadata = { title: 'Download' };

export default async function DownloadPage({
  params,
  searchParams,
}: PageProps<'/cohorts/[cohortId]/snapshots/[snapshotId]/download'>) {
  const { actor } = await requirePermission('export:study');
  const snapshot = await openSnapshot(actor, params);
  const { cohortId, id: snapshotId } = snapshot;
  if (snapshot.members === 0) {
    return <NobodyIn what="to download" />;
  }
  const options = readPlanOptions(frozenScope(snapshot.definition), await searchParams);
  const path = `/cohorts/${cohortId}/snapshots/${snapshotId}/download/archive`;
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <p>
        The analysis of this snapshot as a folder that anybody with R 4.2 or newer can compute
        again: the scripts in it are those that this program runs.
      </p>
      <DefinitionList items={files} />
      <Notice tone="amber" title="The folder holds rows of single patients">
        By study id, without names, birth dates, record numbers or text that somebody typed, but
        with days of the calendar, and with counts of any size. Who downloads it and when stands in
        the audit trail.
      </Notice>
      <Suspense
        fallback={
          <div>
            <p className="text-muted">R is computing the expected results…</p>
            <Skeleton rows={2} label="R is computing the expected results" />
          </div>
        }
      >
        <ReadyArchive
          actor={actor}
          snapshot={snapshot}
          options={options}
          href={planHref(path, options)}
        />
      </Suspense>
    </div>
  );
}

const files = [
  { term: 'README.txt', value: 'How to run it: Rscript run.R, then Rscript compare.R.' },
  {
    term: 'data/*.csv',
    value: 'The frozen rows: men, results, samples, events, transfers and so on.',
  },
  { term: 'dictionary.csv', value: 'What each column is: label, type, unit, levels.' },
  {
    term: 'plan.csv',
    value: 'Every analysis of the tables and of the comparison with the literature.',
  },
  { term: 'run.R, R/*.R', value: 'The program that computes it, in base R.' },
  { term: 'expected-results.csv', value: 'What R answered to the plan here, 17 digits each.' },
  { term: 'snapshot.json', value: 'Definition, data cut-off, hash and versions.' },
  { term: 'SHA256SUMS', value: 'Whether a file was changed since.' },
];
