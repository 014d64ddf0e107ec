import { changedTables } from '@/lib/analysis/snapshot-difference';
import type { Actor } from '@/lib/auth/actor';
import { proseDate } from '@/lib/dates/prose-date';
import { compareSnapshots, type LeavingReason } from '@/lib/server/snapshots/compare-snapshots';
import type { SnapshotView } from '@/lib/server/snapshots/queries';

const reasons: Readonly<Record<LeavingReason, string>> = {
  'enrolled-later': 'enrolled after the last day of these data',
  'other-site': 'is at a site now that is not asked',
  definition: 'the conditions were changed, and he does not meet the new ones',
  data: 'does not meet the conditions any more',
};

type Props = { actor: Actor; before: SnapshotView; after: SnapshotView };

/** Who joined, who left and whose data are not the same. */
export async function WhatChanged({ actor, before, after }: Props) {
  const { joined, left, changed, counts } = await compareSnapshots(actor, before, after);
  if (counts.joined + counts.left + counts.changed === 0) {
    return <p>Nothing: the same men with the same data.</p>;
  }
  return (
    <div className="flex flex-col gap-3">
      <p>
        Since {before.name} (data up to {proseDate(before.cutOff)}): {counts.joined} joined,{' '}
        {counts.left} left, {counts.changed} with changed data, {counts.unchanged} the same.
      </p>
      <Men title="Joined" total={counts.joined} listed={joined.length}>
        {joined.map(({ studyId }) => (
          <li key={studyId}>{studyId}</li>
        ))}
      </Men>
      <Men title="Left" total={counts.left} listed={left.length}>
        {left.map(({ studyId, why }) => (
          <li key={studyId}>
            {studyId}: {reasons[why]}
          </li>
        ))}
      </Men>
      <Men title="Data changed" total={counts.changed} listed={changed.length}>
        {changed.map(({ studyId, values, tables }) => (
          <li key={studyId} className="pb-1">
            {studyId}
            <ul className="pl-5">
              {values.map(({ label, before: was, after: is }) => (
                <li key={label}>
                  {label}: <span className="text-muted">{was}</span> → {is}
                </li>
              ))}
              {tables.length === 0 ? null : (
                <li>
                  {values.length === 0 ? 'In his' : 'Also in his'} {changedTables(tables)}
                </li>
              )}
            </ul>
          </li>
        ))}
      </Men>
    </div>
  );
}

type MenProps = { title: string; total: number; listed: number; children: React.ReactNode };

function Men({ title, total, listed, children }: MenProps) {
  return total === 0 ? null : (
    <details>
      <summary className="cursor-pointer text-accent">
        {title}: {total}
      </summary>
      <ul className="pl-5 text-dense">{children}</ul>
      {listed < total ? (
        <p className="text-dense text-muted">
          The first {listed} of {total}.
        </p>
      ) : null}
    </details>
  );
}
