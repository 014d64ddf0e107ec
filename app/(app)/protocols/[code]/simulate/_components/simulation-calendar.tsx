import { clsx } from 'clsx';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { addMonths, type Day, partsOf, toCivilDate } from '@/lib/dates/civil-date';
import { proseDate, proseMonth } from '@/lib/dates/prose-date';
import { type ClinicCalendar, isClinicOpen } from '@/lib/schedule/clinic-calendar';
import type { SimulatedItem } from '@/lib/schedule/simulate-plan';
import { futureNames } from '@/lib/schedule/simulation-search';
import { monthStart, monthWeeks } from '@/lib/therapy/month-weeks';

type Props = {
  items: readonly SimulatedItem[];
  futures: number;
  clinicCalendar: ClinicCalendar;
};

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Month by month, only the months in which something is asked for; the window stands under each thing. */
export function SimulationCalendar({ items, futures, clinicCalendar }: Props) {
  const months = monthsOf(items);
  if (months.length === 0) {
    return (
      <EmptyState title="Nothing has a date">
        Enter the dates that the protocol counts from, then simulate.
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-6 2xl:grid-cols-2">
      {months.map((month) => (
        <Month
          key={month}
          month={month}
          items={items}
          isCompared={futures > 1}
          clinicCalendar={clinicCalendar}
        />
      ))}
    </div>
  );
}

function monthsOf(items: readonly SimulatedItem[]): readonly Day[] {
  return [...new Set(items.map(({ on }) => monthStart(on)))];
}

type MonthProps = {
  month: Day;
  items: readonly SimulatedItem[];
  isCompared: boolean;
  clinicCalendar: ClinicCalendar;
};

function Month({ month, items, isCompared, clinicCalendar }: MonthProps) {
  const title = proseMonth(month);
  const next = addMonths(month, 1);
  return (
    <section className="min-w-0 break-inside-avoid">
      <h3 className="pb-1 font-medium">{title}</h3>
      <table aria-label={title} className="w-full table-fixed border-collapse text-small">
        <thead>
          <tr>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col" className="p-1 text-left font-medium text-muted">
                {weekday}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthWeeks(month).map((week) => (
            <tr key={week[0]}>
              {week.map((day) =>
                day < month || day >= next ? (
                  <td key={day} className="border border-line bg-sunken" />
                ) : (
                  <DayCell
                    key={day}
                    day={day}
                    items={items.filter(({ on }) => on === day)}
                    isCompared={isCompared}
                    isOpen={isClinicOpen(clinicCalendar, day)}
                  />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type CellProps = {
  day: Day;
  items: readonly SimulatedItem[];
  isCompared: boolean;
  isOpen: boolean;
};

/** On a phone a day says how many things it holds; the list has their names. */
function DayCell({ day, items, isCompared, isOpen }: CellProps) {
  return (
    <td className={clsx('h-12 border border-line p-1 align-top', !isOpen && 'bg-sunken')}>
      <span className="text-muted">{partsOf(day).dayOfMonth}</span>
      {isOpen ? null : <span className="text-muted max-sm:sr-only"> closed</span>}
      {items.length === 0 ? null : (
        <span className="block font-semibold sm:hidden">
          {items.length}
          <span className="sr-only"> planned</span>
        </span>
      )}
      <ul className="flex flex-col gap-1 max-sm:hidden">
        {items.map((item) => (
          <li key={item.key} className="border-accent border-l-2 pl-1">
            <span className="font-medium">{item.title}</span>
            {isCompared && item.futures.length === 1 ? (
              <span className="text-info"> only future {futureNames[item.futures[0] ?? 0]}</span>
            ) : null}
            <span className="block text-muted">{shortWindow(item)}</span>
          </li>
        ))}
      </ul>
    </td>
  );
}

function shortWindow({ opensOn, closesOn }: SimulatedItem): string {
  if (opensOn === null || closesOn === null) {
    return 'no end yet';
  }
  return opensOn === closesOn
    ? 'that day'
    : `${proseDate(toCivilDate(opensOn))} to ${proseDate(toCivilDate(closesOn))}`;
}
