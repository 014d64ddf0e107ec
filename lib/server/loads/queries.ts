import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { inReadTransaction } from '../db/transaction';

export interface UnfinishedLoad {
  readonly name: string;
  readonly done: number;
  readonly total: number;
  /** What is being loaded, in words. */
  readonly message: string;
}

/** Loads of data that still run behind the program; everybody who is signed in may know of them. */
export async function listUnfinishedLoads(actor: Actor): Promise<UnfinishedLoad[]> {
  return await inReadTransaction(
    actor,
    (tx) => tx.$queryRaw<UnfinishedLoad[]>`
      SELECT name, done, total, coalesce(message, name) AS message
      FROM load_progress WHERE done < total ORDER BY name LIMIT 10`,
  );
}
