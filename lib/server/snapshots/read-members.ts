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
 * The members in their order, a page at a time, so that no more are ever in memory. Members never change, so that
 * pages fit together without one transaction around them. Nobody comes for an actor without each of its sites.
 */
export async function* readMembers(
  actor: Actor,
  snapshotId: string,
): AsyncGenerator<SnapshotMember> {
  for (let after = 0; ; after += pageSize) {
    const page = await inReadTransaction(
      actor,
      (tx) => tx.$queryRaw<SnapshotMember[]>`
        SELECT position, study_id AS "studyId", site_id AS "siteId",
               enrollment_id AS "enrollmentId", subject, data, source
        FROM snapshot_member
        WHERE snapshot_id = ${snapshotId}::uuid
          AND position > ${after} AND position <= ${after + pageSize}
        ORDER BY position`,
    );
    yield* page;
    if (page.length < pageSize) {
      return;
    }
  }
}
