import { clsx } from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import { type Day, partsOf, toCivilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import { isoWeekdays } from '@/lib/schedule/clinic-calendar';
import type { CalendarMonthView } from '@/lib/server/calendar/queries';
import { type CalendarMonth, calendarDayHref, weekdayNames } from '@/lib/worklist/calendar-month';
import { DayNote, describeDay } from './day-note';

type Props = {
  month: CalendarMonth;
  view: CalendarMonthView;
  siteId: string | null;
  label: string;
};

export function MonthTable({ month, view, siteId, label }: Props) {
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse text-dense">
      <thead className="bg-sunken">
        <tr>
          {isoWeekdays.map((weekday) => (
            <th
              key={weekday}
              scope="col"
              className="border border-line px-2 py-1.5 text-left font-medium text-muted"
            >
              {weekdayNames[weekday]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {month.weeks.map((week) => (
          <tr key={week.find((day) => day !== null)}>
            {week.map((day, index) => (
              <td
                // Days of the months beside it have no date here.
                key={isoWeekdays[index]}
                className={clsx(
                  'h-20 border border-line p-1.5 align-top',
                  (day === null || isClosed(view, day)) && 'bg-sunken',
                )}
              >
                {day === null ? null : <DayCell day={day} view={view} siteId={siteId} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type CellProps = { day: Day; view: CalendarMonthView; siteId: string | null };

function DayCell({ day, view, siteId }: CellProps) {
  const date = toCivilDate(day);
  const { dayOfMonth } = partsOf(day);
  const isToday = date === view.today;
  return (
    <div className="flex min-w-0 flex-col items-start gap-0.5">
      <span className="inline-flex items-center gap-1">
        <Link
          href={calendarDayHref(siteId, date) as Route}
          aria-label={`${proseDate(date)}: ${describeDay(view, date)}`}
          aria-current={isToday ? 'date' : undefined}
          className={clsx(
            'inline-flex h-6 min-w-6 items-center justify-center rounded px-1 tabular-nums underline-offset-2 hover:underline',
            isToday && 'bg-accent-soft font-semibold text-accent',
            date < view.today && 'text-muted',
          )}
        >
          {dayOfMonth}
        </Link>
        {isToday ? <span className="font-medium text-accent">today</span> : null}
      </span>
      <DayNote view={view} day={date} />
    </div>
  );
}

function isClosed({ closedDays, closedWeekdays }: CalendarMonthView, day: Day): boolean {
  const date = toCivilDate(day);
  return closedWeekdays.includes(date) || closedDays.some((one) => one.day === date);
}
