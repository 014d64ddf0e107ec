import 'server-only';
import type { Actor } from '@/lib/auth/actor';

export interface SnapshotProgress {
  readonly done: number;
  readonly total: number;
}

// On globalThis, because the build puts a copy of this module into several bundles.
const holder: { sertoliSnapshots?: Map<string, SnapshotProgress> } =
  globalThis as typeof globalThis & { sertoliSnapshots?: Map<string, SnapshotProgress> };

function underWay(): Map<string, SnapshotProgress> {
  holder.sertoliSnapshots ??= new Map();
  return holder.sertoliSnapshots;
}

const keyOf = ({ userId }: Actor, submissionId: string) => `${userId}/${submissionId}`;

/** Of a submission of the actor's own; null when it is not under way in this process. */
export function snapshotProgress(actor: Actor, submissionId: string): SnapshotProgress | null {
  return underWay().get(keyOf(actor, submissionId)) ?? null;
}

/** What the snapshot that is being taken tells; null when it is done. */
export function reporterOf(
  actor: Actor,
  submissionId: string,
): (progress: SnapshotProgress | null) => void {
  const key = keyOf(actor, submissionId);
  return (progress) => {
    if (progress === null) {
      underWay().delete(key);
    } else {
      underWay().set(key, progress);
    }
  };
}
