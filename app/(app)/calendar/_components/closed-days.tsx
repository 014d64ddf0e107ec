import type { Route } from 'next';
import Link from 'next/link';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { ClosedDayView } from '@/lib/server/calendar/queries';
import { calendarDayHref, weekdayName } from '@/lib/worklist/calendar-month';

type Props = { closedDays: readonly ClosedDayView[]; monthName: string; siteId: string | null };

export function ClosedDays({ closedDays, monthName, siteId }: Props) {
  return (
    <section aria-labelledby="closed-days" className="pt-6">
      <h2 id="closed-days" className="pb-2 font-semibold text-large">
        Closed days in {monthName}
      </h2>
      {closedDays.length === 0 ? (
        <p className="text-muted">None: choose a day above to close it.</p>
      ) : (
        <Table label={`Closed days in ${monthName}`}>
          <TableHead>
            <TableRow>
              <TableHeader sticky>Day</TableHeader>
              <TableHeader>Reason</TableHeader>
              <TableHeader>Closed by</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {closedDays.map(({ id, day, reason, by, closedOn }) => (
              <TableRow key={id}>
                <TableCell sticky className="whitespace-nowrap">
                  <Link
                    href={calendarDayHref(siteId, day) as Route}
                    className="underline underline-offset-2"
                  >
                    {day}
                  </Link>{' '}
                  {weekdayName(day)}
                </TableCell>
                <TableCell>{reason}</TableCell>
                <TableCell className="whitespace-nowrap">
                  {by}, {closedOn}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  );
}
