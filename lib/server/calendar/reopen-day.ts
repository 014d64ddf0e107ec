import 'server-only';
import { withoutClosedDay } from '@/lib/course/calendar-moves';
import { reopenDayInputSchema } from '@/lib/course/clinic-calendar-input';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { civilDateFrom, dayFrom } from '../db/date-column';
import { calendarEffect, findMovedFrom, lockEnrollments, replanInBatches } from './calendar-effect';
import { calendarTimeoutMs, takeCalendar } from './calendar-version';

export type ReopenedDayResult = {
  /** Items that came back to this day, and those that had stayed on it. */
  readonly moved: number;
  readonly openAgain: number;
};

/**
 * The clinic is open after all: what its calendar moved comes back; a day that was agreed anew stays agreed.
 *
 * @throws CONFLICT when the day has passed or has been reopened already.
 */
export const reopenDay = defineCommand({
  name: 'site.reopen-day',
  schema: reopenDayInputSchema,
  permission: 'plan:adjust',
  timeoutMs: calendarTimeoutMs,
  findSite: async (tx, { closedDayId }) => {
    const row = await tx.closedDay.findUnique({
      where: { id: closedDayId },
      select: { siteId: true },
    });
    return row?.siteId ?? null;
  },
  run: async (
    { tx, today, now, site: { siteId } },
    { closedDayId, calendarVersion, reason },
  ): Promise<ReopenedDayResult> => {
    const closed = await tx.closedDay.findUniqueOrThrow({ where: { id: closedDayId } });
    if (closed.voidedAt !== null) {
      throw new AppError('CONFLICT', { message: 'This day is open again already.' });
    }
    const { calendar } = await takeCalendar(tx, siteId, calendarVersion);
    const day = civilDateFrom(closed.day);
    if (day < today) {
      throw new AppError('CONFLICT', {
        message: 'This day has passed: that the clinic was closed stays as it was.',
      });
    }
    const enrollmentIds = await findMovedFrom(tx, siteId, day);
    await lockEnrollments(tx, enrollmentIds);
    const after = withoutClosedDay(calendar, dayFrom(closed.day));
    const effect = await calendarEffect(tx, enrollmentIds, after);
    await tx.closedDay.update({
      where: { id: closedDayId },
      data: { voidedAt: now, voidReason: reason, version: { increment: 1 } },
    });
    await replanInBatches(tx, today, enrollmentIds);
    return {
      moved: effect.filter(({ move }) => move.kind === 'moved').length,
      openAgain: effect.filter(({ move }) => move.kind === 'open-again').length,
    };
  },
});
