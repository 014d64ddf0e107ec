import 'server-only';
import type { LongDataset } from '@/lib/analysis/datasets';
import type { FrozenRow } from '@/lib/analysis/freeze-case';
import type { Actor } from '@/lib/auth/actor';
import type { SourceCase } from '@/lib/export/source-case';
import { inReadTransaction } from '../db/transaction';

export interface SnapshotMember {
  /** From 1. */
  readonly position: number;
  /** By which the snapshot knows him. */
  readonly studyId: string;
  readonly siteId: string;
  readonly enrollmentId: string;
  readonly subject: FrozenRow;
  readonly data: Readonly<Record<LongDataset, readonly FrozenRow[]>>;
  /** Null in a snapshot that was taken before records were kept. */
  readonly source: SourceCase | null;
}

const pageSize = 50;

/**
 * The members at these positions, in the order of the list (`Disclosure.members` has one for each mode), a page at a
 * time, so that no more are ever in memory. Members never change, so that pages fit together without one transaction
 * around them. Nobody comes for an actor without each of the snapshot's sites.
 */
export async function* readMembers(
  actor: Actor,
  snapshotId: string,
  positions: readonly number[],
): AsyncGenerator<SnapshotMember> {
  for (let start = 0; start < positions.length; start += pageSize) {
    yield* await inReadTransaction(
      actor,
      (tx) => tx.$queryRaw<SnapshotMember[]>`
        SELECT m.position, m.study_id AS "studyId", m.site_id AS "siteId",
               m.enrollment_id AS "enrollmentId", m.subject, m.data, m.source
        FROM unnest(${positions.slice(start, start + pageSize)}::integer[])
          WITH ORDINALITY AS wanted (position, place)
        JOIN snapshot_member m ON m.snapshot_id = ${snapshotId}::uuid AND m.position = wanted.position
        ORDER BY wanted.place`,
    );
  }
}
