import 'server-only';
import { AppError } from '../app-error';
import type { Transaction } from '../db/transaction';

/**
 * One that waits is over at once; one that runs is told, and stops within a second or so. The caller has checked who may.
 *
 * @throws CONFLICT when it is over already.
 */
export async function cancelJob(tx: Transaction, jobId: string): Promise<void> {
  const [answer] = await tx.$queryRaw<{ status: string | null }[]>`
    SELECT app.cancel_job(${jobId}::uuid) AS status`;
  if (answer?.status == null) {
    throw new AppError('CONFLICT', {
      message: 'This is over already: there is nothing to cancel.',
    });
  }
}
