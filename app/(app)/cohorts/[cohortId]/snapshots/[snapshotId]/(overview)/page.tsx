import type { Metadata, Route } from 'next';
import { Suspense } from 'react';
import { z } from 'zod';
import { FilterChip } from '@/app/_components/ui/chip';
import { DefinitionList } from '@/app/_components/ui/definition-list';
import { Pages } from '@/app/_components/ui/pages';
import { Skeleton } from '@/app/_components/ui/skeleton';
import { ChipGroup } from '@/app/(app)/_components/chip-group';
import { pageSchema } from '@/lib/core/page-number';
import { proseDate } from '@/lib/dates/prose-date';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { requirePermission } from '@/lib/server/page';
import {
  getSnapshot,
  listSnapshots,
  membersPerPage,
  type SnapshotView,
  snapshotMembers,
} from '@/lib/server/snapshots/queries';
import { DefinitionSentences } from '../_components/definition-sentences';
import { openSnapshot } from '../_components/open-snapshot';
import { VerifiedHash } from '../_components/verified-hash';
import { WhatChanged } from '../_components/what-changed';

export const metadata: Metadata = { title: 'Snapshot' };

const searchSchema = z.object({ since: z.string().optional().catch(undefined), page: pageSchema });

export default async function SnapshotPage({
  params,
  searchParams,
}: PageProps<'/cohorts/[cohortId]/snapshots/[snapshotId]'>) {
  const { actor } = await requirePermission('export:study');
  const search = searchSchema.parse(await searchParams);
  const snapshot = await openSnapshot(actor, params);
  const { id: snapshotId } = snapshot;
  const path = `/cohorts/${snapshot.cohortId}/snapshots/${snapshot.id}`;
  const all = await listSnapshots(actor, snapshot.cohortId);
  const earlier = all.filter(({ takenAt }) => takenAt < snapshot.takenAt);
  const since = earlier.find(({ id }) => id === search.since) ?? earlier[0];
  const before = since === undefined ? null : await getSnapshot(actor, since.id);
  const members = await snapshotMembers(actor, snapshotId, { page: search.page });
  return (
    <div className="flex flex-col gap-8">
      <DefinitionList
        items={[
          ...factsOf(snapshot),
          {
            term: 'Hash (SHA-256)',
            value: (
              <>
                <code className="break-all">{snapshot.hash}</code>
                <Suspense fallback={<span className="block text-muted">Checking the hash…</span>}>
                  <VerifiedHash actor={actor} snapshotId={snapshotId} />
                </Suspense>
              </>
            ),
          },
        ]}
      />
      <section aria-labelledby="changed">
        <h2 id="changed" className="pb-2 font-semibold text-large">
          What changed since
        </h2>
        {before === null ? (
          <p className="text-muted">
            This is the first snapshot of its cohort. The next one will say here what changed.
          </p>
        ) : (
          <>
            {earlier.length > 1 ? (
              <div className="pb-2">
                <ChipGroup label="Compared with">
                  {earlier.map(({ id, name }) => (
                    <FilterChip
                      key={id}
                      href={`${path}?since=${id}` as Route}
                      isActive={id === before.id}
                    >
                      {name}
                    </FilterChip>
                  ))}
                </ChipGroup>
              </div>
            ) : null}
            <Suspense fallback={<Skeleton rows={3} label="Comparing the snapshots" />}>
              <WhatChanged actor={actor} before={before} after={snapshot} />
            </Suspense>
          </>
        )}
      </section>
      <section aria-labelledby="members">
        <h2 id="members" className="pb-2 font-semibold text-large">
          Members
        </h2>
        {snapshot.members === 0 ? (
          <p className="text-muted">Nobody met the conditions.</p>
        ) : (
          <>
            <ul className="columns-2 text-dense sm:columns-4 lg:columns-6">
              {members.map(({ position, studyId }) => (
                <li key={position}>{studyId}</li>
              ))}
            </ul>
            <Pages
              label="Members"
              page={search.page}
              pageSize={membersPerPage}
              total={snapshot.members}
              hrefOf={(page) => `${path}?page=${page}` as Route}
            />
          </>
        )}
      </section>
    </div>
  );
}

function factsOf(snapshot: SnapshotView) {
  const { definition, protocolCode, sites, cutOff, takenAt, takenBy, note, screening } = snapshot;
  const { smallestCell } = definition.cohort;
  const title = protocolLibrary.find(({ code }) => code === protocolCode)?.title ?? protocolCode;
  const screened = Object.values(screening).reduce((sum, men) => sum + men, 0);
  return [
    { term: 'Who is in', value: <DefinitionSentences snapshot={snapshot} /> },
    {
      term: 'Protocol',
      value: (
        <>
          {title}
          <span className="text-muted">, columns of version {definition.protocolVersion}</span>
        </>
      ),
    },
    { term: 'Sites', value: sites.map(({ name }) => name).join(', ') },
    { term: 'Data up to', value: `${proseDate(cutOff)}, by the dates of what was found and done` },
    { term: 'Members', value: snapshot.members === 1 ? '1 man' : `${snapshot.members} men` },
    {
      term: 'Screened, not enrolled',
      value: screened === 0 ? 'Nobody is counted in the screening log' : `${screened} men`,
    },
    {
      term: 'Taken',
      value: `${takenAt.toISOString().slice(0, 16).replace('T', ' ')} UTC by ${takenBy}, program version ${snapshot.programVersion}`,
    },
    {
      term: 'Small counts',
      value: smallestCell === null ? 'All are shown' : `Below ${smallestCell} are not shown`,
    },
    ...(note === '' ? [] : [{ term: 'Note', value: note }]),
  ];
}
