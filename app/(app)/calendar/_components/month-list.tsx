import type { Route } from 'next';
import Link from 'next/link';
import { toCivilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import type { CalendarMonthView } from '@/lib/server/calendar/queries';
import { type CalendarMonth, calendarDayHref, weekdayName } from '@/lib/worklist/calendar-month';
import { DayNote } from './day-note';

type Props = { month: CalendarMonth; view: CalendarMonthView; siteId: string | null };

/** The same month where seven columns have no room: one line for each day that is not over. */
export function MonthList({ month, view, siteId }: Props) {
  const days = month.weeks
    .flat()
    .flatMap((day) => (day === null ? [] : [toCivilDate(day)]))
    .filter((date) => date >= view.today);
  if (days.length === 0) {
    return <p className="text-muted">Every day of this month has passed.</p>;
  }
  return (
    <ul className="text-dense">
      {days.map((date) => (
        <li
          key={date}
          className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-1"
        >
          <Link
            href={calendarDayHref(siteId, date) as Route}
            aria-current={date === view.today ? 'date' : undefined}
            className="min-w-36 underline underline-offset-2"
          >
            {weekdayName(date).slice(0, 3)} {proseDate(date)}
          </Link>
          <DayNote view={view} day={date} />
        </li>
      ))}
    </ul>
  );
}
