import { z } from 'zod';
import { hrefWith } from '@/lib/core/href';
import {
  addDays,
  type CivilDate,
  civilDateSchema,
  type Day,
  dayOf,
  daysInMonth,
  partsOf,
  toCivilDate,
  toDay,
} from '@/lib/dates/civil-date';
import { type IsoWeekday, weekdayOf } from '@/lib/schedule/clinic-calendar';

export const weekdayNames: Readonly<Record<IsoWeekday, string>> = {
  1: 'Monday',
  2: 'Tuesday',
  3: 'Wednesday',
  4: 'Thursday',
  5: 'Friday',
  6: 'Saturday',
  7: 'Sunday',
};

export interface CalendarMonth {
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** Weeks from Monday to Sunday; days of the months beside it are null. */
  readonly weeks: readonly (readonly (Day | null)[])[];
}

export interface CalendarSearch {
  readonly siteId: string | null;
  /** `YYYY-MM`; null is the present month. */
  readonly month: string | null;
}

// An address can be mistyped: whatever does not fit counts as not given.
const searchSchema = z.object({
  site: z.uuid().nullable().catch(null),
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .nullable()
    .catch(null),
});

export function readCalendarSearch(parameters: unknown): CalendarSearch {
  const { site, month } = searchSchema.parse(parameters);
  return { siteId: site, month };
}

/** Null where the address names no date. */
export function readCalendarDay(text: string): CivilDate | null {
  const { data } = civilDateSchema.safeParse(text);
  return data ?? null;
}

export function calendarHref({ siteId, month }: CalendarSearch): string {
  return hrefWith('/calendar', { site: siteId, month });
}

export function calendarDayHref(siteId: string | null, day: CivilDate): string {
  return hrefWith(`/calendar/${day}`, { site: siteId });
}

export function calendarMonthOf(month: string | null, today: CivilDate): CalendarMonth {
  const { year, month: number } = partsOf(toDay(`${month ?? today.slice(0, 7)}-01` as CivilDate));
  const firstDay = dayOf(year, number, 1);
  const lastDay = dayOf(year, number, daysInMonth(year, number));
  const monday = addDays(firstDay, 1 - weekdayOf(firstDay));
  const count = Math.ceil((lastDay - monday + 1) / 7);
  const weeks = Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, index) => {
      const day = addDays(monday, week * 7 + index);
      return day < firstDay || day > lastDay ? null : day;
    }),
  );
  return { firstDay, lastDay, weeks };
}

/** The `YYYY-MM` before and after. */
export function neighborMonths({ firstDay, lastDay }: CalendarMonth) {
  const monthOf = (day: Day) => toCivilDate(day).slice(0, 7);
  return { before: monthOf(addDays(firstDay, -1)), after: monthOf(addDays(lastDay, 1)) };
}

export function weekdayName(day: CivilDate): string {
  return weekdayNames[weekdayOf(toDay(day))];
}

/** "Monday to Friday", "Monday, Wednesday", "every day". */
export function describeWeekdays(weekdays: readonly IsoWeekday[]): string {
  const sorted = weekdays.toSorted();
  const [first, last] = [sorted.at(0), sorted.at(-1)];
  if (first === undefined || last === undefined || sorted.length === 7) {
    return 'every day';
  }
  return sorted.length > 2 && last - first === sorted.length - 1
    ? `${weekdayNames[first]} to ${weekdayNames[last]}`
    : sorted.map((weekday) => weekdayNames[weekday]).join(', ');
}
