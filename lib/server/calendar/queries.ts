import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import { withClosedDay, withoutClosedDay } from '@/lib/course/calendar-moves';
import { type CivilDate, type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import {
  type ClinicCalendar,
  type IsoWeekday,
  isClinicOpen,
  openEveryDay,
  weekdayOf,
} from '@/lib/schedule/clinic-calendar';
import type { CalendarMonth } from '@/lib/worklist/calendar-month';
import { siteToday } from '../clock';
import { loadCalendars } from '../courses/load-calendars';
import { civilDateFrom, dateOf } from '../db/date-column';
import { inReadTransaction, type Transaction } from '../db/transaction';
import { calendarEffect, findMovedFrom, findPlannedOn } from './calendar-effect';
import { type CalendarEffectView, viewEffect } from './view-effect';

export interface PlannedDay {
  readonly on: CivilDate;
  /** Men with something open on this day, and how many things. */
  readonly men: number;
  readonly items: number;
  /** Of the things, those that stay although the clinic is closed. */
  readonly onClosedDay: number;
}

export interface ClosedDayView {
  readonly id: string;
  readonly day: CivilDate;
  readonly reason: string;
  readonly by: string;
  readonly closedOn: CivilDate;
}

export interface CalendarMonthView {
  readonly today: CivilDate;
  readonly calendarVersion: number;
  readonly weekdays: readonly IsoWeekday[];
  readonly weekdaysFrom: CivilDate | null;
  readonly planned: readonly PlannedDay[];
  readonly closedDays: readonly ClosedDayView[];
  /** Days of the month on whose weekday the clinic sees nobody. */
  readonly closedWeekdays: readonly CivilDate[];
}

/** How many men are planned on each day of a month, from today on, and when the clinic is closed. */
export function getCalendarMonth(
  actor: Actor,
  { siteId, timeZone }: Membership,
  { firstDay, lastDay, weeks }: CalendarMonth,
): Promise<CalendarMonthView> {
  const today = siteToday(timeZone);
  return inReadTransaction(actor, async (tx) => {
    const { calendar, version } = (await loadCalendars(tx, [siteId]))(siteId);
    return {
      today,
      calendarVersion: version,
      weekdays: calendar.weekdays,
      weekdaysFrom: calendar.weekdaysFrom && toCivilDate(calendar.weekdaysFrom),
      planned: await countPlanned(tx, siteId, {
        from: Math.max(firstDay, toDay(today)) as Day,
        to: lastDay,
      }),
      closedDays: await findClosedDays(tx, siteId, { from: firstDay, to: lastDay }),
      closedWeekdays: weeks
        .flat()
        .flatMap((day) =>
          day !== null && isWeekdayClosed(calendar, day) ? [toCivilDate(day)] : [],
        ),
    };
  });
}

function isWeekdayClosed(calendar: ClinicCalendar, day: Day): boolean {
  return !isClinicOpen({ ...calendar, closedDays: [] }, day);
}

interface Span {
  readonly from: Day;
  readonly to: Day;
}

/**
 * Decisions and injections need no visit (lib/schedule/build-plan). An ended enrollment has nothing open that is planned
 * today or later.
 */
function countPlanned(tx: Transaction, siteId: string, { from, to }: Span) {
  return tx.$queryRaw<PlannedDay[]>`
    SELECT
      o.planned_on::text AS "on", count(DISTINCT o.enrollment_id)::integer AS men,
      count(*)::integer AS items, count(*) FILTER (WHERE o.clinic_closed)::integer AS "onClosedDay"
    FROM occurrence o
    WHERE o.site_id = ${siteId}::uuid
      AND o.planned_on BETWEEN ${toCivilDate(from)}::date AND ${toCivilDate(to)}::date
      AND o.kind NOT IN ('decision', 'injection-course')
      AND o.actual_on IS NULL AND NOT o.waived AND o.not_applicable_reason IS NULL
      AND o.target_on IS NOT NULL
    GROUP BY o.planned_on ORDER BY o.planned_on`;
}

async function findClosedDays(
  tx: Transaction,
  siteId: string,
  { from, to }: Span,
): Promise<ClosedDayView[]> {
  const rows = await tx.closedDay.findMany({
    where: { siteId, voidedAt: null, day: { gte: dateOf(from), lte: dateOf(to) } },
    orderBy: { day: 'asc' },
  });
  const people = await tx.userAccount.findMany({
    where: { id: { in: rows.map(({ closedBy }) => closedBy) } },
    select: { id: true, displayName: true },
  });
  return rows.map((row) => ({
    id: row.id,
    day: civilDateFrom(row.day),
    reason: row.reason,
    by: people.find(({ id }) => id === row.closedBy)?.displayName ?? 'someone of another site',
    closedOn: civilDateFrom(row.closedOn),
  }));
}

export interface CalendarDayView {
  readonly today: CivilDate;
  readonly calendarVersion: number;
  readonly weekday: IsoWeekday;
  readonly isWeekdayClosed: boolean;
  readonly closed: ClosedDayView | null;
  /**
   * What closing the day would do, or reopening it; who stays on it where the weekday has no clinic. Null for a day
   * that has passed.
   */
  readonly effect: CalendarEffectView | null;
}

/** One day of the clinic with what closing or reopening it changes, by the engine that will change it. */
export function getCalendarDay(
  actor: Actor,
  { siteId, timeZone }: Membership,
  day: CivilDate,
): Promise<CalendarDayView> {
  const today = siteToday(timeZone);
  const on = toDay(day);
  return inReadTransaction(actor, async (tx) => {
    const { calendar, version } = (await loadCalendars(tx, [siteId]))(siteId);
    const [closed = null] = await findClosedDays(tx, siteId, { from: on, to: on });
    const noClinic = isWeekdayClosed(calendar, on);
    const effectOf = async () => {
      if (closed !== null) {
        const reopened = withoutClosedDay(calendar, on);
        return calendarEffect(tx, await findMovedFrom(tx, siteId, day), reopened);
      }
      const planned = await findPlannedOn(tx, siteId, day);
      if (noClinic) {
        const effect = await calendarEffect(tx, planned, openEveryDay);
        return effect.filter(({ move }) => move.kind === 'open-again' && move.from === day);
      }
      return calendarEffect(tx, planned, withClosedDay(calendar, on, toDay(today)));
    };
    return {
      today,
      calendarVersion: version,
      weekday: weekdayOf(on),
      isWeekdayClosed: noClinic,
      closed,
      effect: day < today ? null : await viewEffect(tx, await effectOf()),
    };
  });
}
