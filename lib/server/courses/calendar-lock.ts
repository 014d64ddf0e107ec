import 'server-only';
import type { Transaction } from '../db/transaction';

// A plan is computed from the clinic's calendar, and a calendar changes many plans. Whoever writes a plan keeps the
// calendar as it is until the end of the transaction, whoever changes a calendar waits for them. The row of the site
// cannot serve as the lock: most members may not update it.

/** Taken before the enrollments are locked, or two transactions could wait for each other. */
export async function keepCalendars(
  tx: Transaction,
  enrollmentIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock_shared(hashtextextended('clinic-calendar/' || site_id, 0))
    FROM (
      SELECT DISTINCT site_id FROM enrollment WHERE id = ANY (${[...enrollmentIds]}::uuid[])
      ORDER BY site_id
    ) s`;
}

export async function lockCalendar(tx: Transaction, siteId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`clinic-calendar/${siteId}`}, 0))`;
}
