import 'server-only';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { Transaction } from '../db/transaction';

export interface ContactAttempts {
  /** Null where he has not been seen since enrollment. */
  readonly lastVisitOn: CivilDate | null;
  /** Attempts to reach him after that day (decision 024). */
  readonly count: number;
}

export async function countContactAttempts(
  tx: Transaction,
  enrollmentId: string,
): Promise<ContactAttempts> {
  const [found] = await tx.$queryRaw<ContactAttempts[]>`
    WITH seen AS (
      SELECT max(v.visited_on) AS on_day FROM visit v
      WHERE v.enrollment_id = ${enrollmentId}::uuid AND v.voided_at IS NULL
    )
    SELECT seen.on_day::text AS "lastVisitOn", count(c.id)::integer AS count
    FROM seen
    LEFT JOIN contact_log c
      ON c.enrollment_id = ${enrollmentId}::uuid AND c.voided_at IS NULL AND c.outcome <> 'removed'
        AND (seen.on_day IS NULL OR c.contacted_on > seen.on_day)
    GROUP BY seen.on_day`;
  return found ?? { lastVisitOn: null, count: 0 };
}
