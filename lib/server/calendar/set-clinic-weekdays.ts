import 'server-only';
import { setClinicWeekdaysInputSchema } from '@/lib/course/clinic-calendar-input';
import { toDay } from '@/lib/dates/civil-date';
import { defineCommand } from '../command';
import { dateOf } from '../db/date-column';
import type { Transaction } from '../db/transaction';
import { findActive, lockEnrollments, replanInBatches } from './calendar-effect';
import { calendarTimeoutMs, takeCalendar } from './calendar-version';

export type ClinicWeekdaysResult = {
  readonly enrollments: number;
  readonly plansChanged: number;
};

/**
 * On which weekdays the clinic sees patients, from today on; the plans of active enrollments are rebuilt in the same
 * transaction.
 *
 * @throws STALE_VERSION when the calendar is no longer the one that the person saw.
 */
export const setClinicWeekdays = defineCommand({
  name: 'site.set-clinic-weekdays',
  schema: setClinicWeekdaysInputSchema,
  permission: 'site:administer',
  timeoutMs: calendarTimeoutMs,
  findSite: async (_tx, { siteId }) => siteId,
  run: async (
    { tx, today },
    { siteId, weekdays, calendarVersion },
  ): Promise<ClinicWeekdaysResult> => {
    await takeCalendar(tx, siteId, calendarVersion);
    await tx.site.update({
      where: { id: siteId },
      data: {
        clinicWeekdays: weekdays,
        clinicWeekdaysFrom: dateOf(toDay(today)),
        clinicWeekdaysVersion: { increment: 1 },
      },
    });
    const enrollmentIds = await findActive(tx, siteId);
    const before = await plansWritten(tx, siteId);
    await lockEnrollments(tx, enrollmentIds);
    await replanInBatches(tx, today, enrollmentIds);
    const plansChanged = (await plansWritten(tx, siteId)) - before;
    return { enrollments: enrollmentIds.length, plansChanged };
  },
});

/** Each rewrite of a plan counts one. */
async function plansWritten(tx: Transaction, siteId: string): Promise<number> {
  const { _sum } = await tx.enrollment.aggregate({
    where: { siteId },
    _sum: { planVersion: true },
  });
  return _sum.planVersion ?? 0;
}
