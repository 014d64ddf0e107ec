import { invariant } from '@/lib/core/invariant';
import { addDays, type Day } from '@/lib/dates/civil-date';

/** ISO 8601: Monday is 1, Sunday is 7. */
export const isoWeekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export type IsoWeekday = (typeof isoWeekdays)[number];

export interface ClosedDay {
  readonly on: Day;
  /** The day on which the clinic said so: nothing is moved to a day before it. */
  readonly since: Day;
}

/** When a clinic sees patients. */
export interface ClinicCalendar {
  /** At least one. */
  readonly weekdays: readonly IsoWeekday[];
  /** First day on which the weekdays hold; before it the clinic counts as open. Null: they always held. */
  readonly weekdaysFrom: Day | null;
  readonly closedDays: readonly ClosedDay[];
}

/** The calendar of a clinic that has said nothing: nothing moves. */
export const openEveryDay: ClinicCalendar = {
  weekdays: isoWeekdays,
  weekdaysFrom: null,
  closedDays: [],
};

export function weekdayOf(day: Day): IsoWeekday {
  // 1970-01-01 was a Thursday.
  const weekday = isoWeekdays[(((day + 3) % 7) + 7) % 7];
  invariant(weekday, `not a day: ${day}`);
  return weekday;
}

export function isClinicOpen(calendar: ClinicCalendar, day: Day): boolean {
  return closedSince(calendar, day) === null;
}

/**
 * The open day of the window that is nearest to the target, the earlier on a tie; null when there is none. What
 * is closed later moves nobody to a day that has passed by then, so a plan needs no today.
 */
export function nearestOpenDay(
  calendar: ClinicCalendar,
  target: Day,
  window: { readonly opensOn: Day; readonly closesOn: Day | null },
): Day | null {
  invariant(calendar.weekdays.length > 0, 'a clinic without a weekday');
  const until = window.closesOn ?? Number.POSITIVE_INFINITY;
  let from: number = window.opensOn;
  for (let distance = 0; target - distance >= from || target + distance <= until; distance += 1) {
    for (const day of [addDays(target, -distance), addDays(target, distance)]) {
      if (day < from || day > until) {
        continue;
      }
      const since = closedSince(calendar, day);
      if (since === null) {
        return day;
      }
      from = Math.max(from, since);
    }
  }
  return null;
}

/** Since when the clinic has known that it is closed on this day; null when it is open. */
function closedSince({ weekdays, weekdaysFrom, closedDays }: ClinicCalendar, day: Day) {
  const always = Number.NEGATIVE_INFINITY;
  if (!weekdays.includes(weekdayOf(day)) && day >= (weekdaysFrom ?? always)) {
    return weekdaysFrom ?? always;
  }
  return closedDays.find(({ on }) => on === day)?.since ?? null;
}
