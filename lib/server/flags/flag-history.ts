import 'server-only';
import { describeFlagEvent } from '@/lib/safety/flag-history';
import { groupBy } from '../db/group-by';
import type { Transaction } from '../db/transaction';

export interface FlagHistoryLine {
  readonly id: string;
  /** `2026-03-31 14:05`, where it happened. */
  readonly at: string;
  readonly by: string;
  readonly role: string | null;
  readonly what: string;
}

interface EventRow extends Omit<FlagHistoryLine, 'what'> {
  readonly flagId: string;
  readonly event: string;
  readonly after: unknown;
}

/** Raised, worsened, reopened, closed: from the audit trail, which nobody can change. The oldest first. */
export async function readFlagHistory(
  tx: Transaction,
  flagIds: readonly string[],
): Promise<Map<string, FlagHistoryLine[]>> {
  const rows = await tx.$queryRaw<EventRow[]>`
    SELECT
      a.id, a.row_id AS "flagId", a.event, a.after, a.actor_role AS role,
      coalesce(
        u.display_name,
        CASE WHEN a.actor_id IS NULL THEN 'the program' ELSE 'someone of another site' END
      ) AS by,
      to_char(
        (a.at AT TIME ZONE 'UTC') + make_interval(mins => coalesce(a.site_utc_offset_minutes, 0)),
        'YYYY-MM-DD HH24:MI'
      ) AS at
    FROM audit_event a
    LEFT JOIN user_account u ON u.id = a.actor_id
    WHERE a.table_name = 'flag' AND a.row_id = ANY (${[...flagIds]}::text[])
    ORDER BY a.at, a.id`;
  return groupBy(
    rows.flatMap((row) => {
      const what = describeFlagEvent(row.event, row.after);
      return what === null ? [] : [{ ...row, what }];
    }),
    ({ flagId }) => flagId,
    ({ id, at, by, role, what }) => ({ id, at, by, role, what }),
  );
}
