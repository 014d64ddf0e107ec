import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { AppError } from '../app-error';
import { inTransaction } from '../db/transaction';

export type RefusalPlace = {
  /** The command, route or page that refused. */
  readonly name: string;
  readonly requestId: string;
  /** Where the actor works and was refused; null while the record's site is not known. */
  siteId: string | null;
};

/**
 * Refusals about rights and clinical rules leave an event of their own, since the refused transaction is rolled back.
 * Any other error passes without one.
 */
export async function recordRefusal(
  actor: Actor,
  { name, requestId, siteId }: RefusalPlace,
  error: unknown,
): Promise<void> {
  if (!(error instanceof AppError) || !error.isAudited) {
    return;
  }
  const after = JSON.stringify({ command: name, code: error.code, detail: error.detail ?? null });
  await inTransaction(actor, { requestId }, async (tx) => {
    await tx.$executeRaw`
      SELECT app.record_event(
        'refused', site => ${siteId}::uuid, table_name => 'user_account',
        row_id => ${actor.userId}, "after" => ${after}::jsonb)`;
  });
}
