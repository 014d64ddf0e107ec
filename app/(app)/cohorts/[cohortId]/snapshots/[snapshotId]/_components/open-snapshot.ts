import { notFound } from 'next/navigation';
import type { Actor } from '@/lib/auth/actor';
import { getSnapshot, type SnapshotView } from '@/lib/server/snapshots/queries';

/** The snapshot of an address. Not found where it is of another cohort than the address says. */
export async function openSnapshot(
  actor: Actor,
  params: Promise<{ cohortId: string; snapshotId: string }>,
): Promise<SnapshotView> {
  const { cohortId, snapshotId } = await params;
  const snapshot = await getSnapshot(actor, snapshotId);
  return snapshot?.cohortId === cohortId ? snapshot : notFound();
}
