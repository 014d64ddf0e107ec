import 'server-only';
import type { JobKind } from '@/lib/core/job';
import type { JsonObject } from '@/lib/core/json';
import type { Transaction } from '../db/transaction';

interface NewJob {
  readonly kind: JobKind;
  /** Where it is audited. */
  readonly siteId: string;
  /** Those whose rows it touches; it is shown to people of all of them. */
  readonly siteIds: readonly string[];
  /** The snapshot or the import it is about: what its page lists it by. */
  readonly aboutId: string;
  /** As the schema of its handler takes it. */
  readonly input: JsonObject;
  readonly reason?: string | undefined;
}

/** For the worker, once the transaction is committed; it runs as the user of the transaction. Answers with its id. */
export async function enqueueJob(tx: Transaction, job: NewJob): Promise<string> {
  const { siteIds, reason, ...columns } = job;
  const { id } = await tx.job.create({
    data: { ...columns, siteIds: [...siteIds], ...(reason !== undefined && { reason }) },
    select: { id: true },
  });
  return id;
}
