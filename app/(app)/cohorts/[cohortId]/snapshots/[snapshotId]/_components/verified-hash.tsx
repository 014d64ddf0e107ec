import { CircleAlert, CircleCheck } from 'lucide-react';
import type { Actor } from '@/lib/auth/actor';
import { verifySnapshot } from '@/lib/server/snapshots/verify-snapshot';

/** The hash is made again from the database each time: what stands here is checked, not remembered. */
export async function VerifiedHash({ actor, snapshotId }: { actor: Actor; snapshotId: string }) {
  const isSame = await verifySnapshot(actor, snapshotId);
  return isSame ? (
    <span className="flex items-center gap-1.5 text-muted">
      <CircleCheck aria-hidden className="size-4" />
      Verified: the stored data still have this hash.
    </span>
  ) : (
    <span role="alert" className="flex items-center gap-1.5 font-medium text-red">
      <CircleAlert aria-hidden className="size-4" />
      Not the same: somebody has changed the data below the program. Do not use this snapshot.
    </span>
  );
}
