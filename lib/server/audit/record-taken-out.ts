import 'server-only';
import type { JsonObject } from '@/lib/core/json';
import type { Transaction } from '../db/transaction';

interface TakenOut {
  /** Whoever asks for a file exports; whoever fetches one that is kept downloads. */
  readonly event: 'exported' | 'downloaded';
  readonly siteIds: readonly string[];
  /** What the rows of the file are about. */
  readonly tableName: 'cohort_snapshot' | 'enrollment' | 'occurrence';
  readonly rowId: string;
  /** The protocol, the format, and whatever else tells the file from others. */
  readonly what: JsonObject & { readonly protocol: string; readonly format: string };
}

/** Says in the audit trail of every site who takes its rows out. */
export async function recordTakenOut(
  tx: Transaction,
  { event, siteIds, tableName, rowId, what }: TakenOut,
): Promise<void> {
  const after = JSON.stringify(what);
  for (const siteId of siteIds) {
    await tx.$executeRaw`
      SELECT app.record_event(
        ${event}, site => ${siteId}::uuid, table_name => ${tableName},
        row_id => ${rowId}, "after" => ${after}::jsonb)`;
  }
}
