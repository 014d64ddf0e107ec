import { CalendarOff, TriangleAlert } from 'lucide-react';
import { StateBadge } from '@/app/_components/ui/state-badge';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { CalendarMonthView } from '@/lib/server/calendar/queries';

type Props = { view: CalendarMonthView; day: CivilDate };

/** What there is to say of one day of the month: who is planned, and whether the clinic is closed. */
export function DayNote({ view, day }: Props) {
  const planned = view.planned.find(({ on }) => on === day);
  const closed = view.closedDays.find((one) => one.day === day);
  const onClosedDay = planned?.onClosedDay ?? 0;
  return (
    <>
      {planned === undefined ? null : (
        <span className="tabular-nums">
          {planned.men} {planned.men === 1 ? 'man' : 'men'}
        </span>
      )}
      {closed === undefined ? null : (
        <span className="inline-flex min-w-0 max-w-full items-center gap-1">
          <CalendarOff aria-hidden className="size-3.5 shrink-0" />
          <span className="truncate">closed: {closed.reason}</span>
        </span>
      )}
      {closed === undefined && view.closedWeekdays.includes(day) ? (
        <span className="text-muted">no clinic</span>
      ) : null}
      {onClosedDay === 0 ? null : (
        <StateBadge tone="amber" icon={TriangleAlert}>
          {onClosedDay} {onClosedDay === 1 ? 'stays' : 'stay'}
        </StateBadge>
      )}
    </>
  );
}

/** The same in words, for the name of the link to the day. */
export function describeDay(
  { planned, closedDays, closedWeekdays }: CalendarMonthView,
  day: CivilDate,
): string {
  const men = planned.find(({ on }) => on === day)?.men ?? 0;
  const closed = closedDays.find((one) => one.day === day);
  const state = closed === undefined && !closedWeekdays.includes(day) ? '' : ', clinic closed';
  return `${men === 0 ? 'nobody' : men} planned${state}`;
}
