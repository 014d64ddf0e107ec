import type { Route } from 'next';
import Link from 'next/link';
import { Notice } from '@/app/_components/ui/notice';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { CalendarMoveKind } from '@/lib/course/calendar-moves';
import { describeCalendarEffect } from '@/lib/course/describe-calendar-effect';
import type { CalendarEffectView, CalendarMoveView } from '@/lib/server/calendar/view-effect';

type Props = {
  title: string;
  /** Said instead when it concerns nobody. */
  empty: string;
  /** In place of the counts. */
  summary?: string;
  effect: CalendarEffectView;
};

/** What the change comes to, in a sentence or two. */
export function EffectSummary({ title, empty, summary, effect }: Props) {
  const { men, counts } = effect;
  return men === 0 ? (
    <Notice tone="info" title={empty} />
  ) : (
    <div>
      <h2 className="font-semibold text-large">{title}</h2>
      <p className="text-muted">{summary ?? describeCalendarEffect(men, counts).join(' ')}</p>
    </div>
  );
}

/** Every man and item that the change concerns: from which day to which, and within what window. */
export function EffectTable({ effect }: Pick<Props, 'effect'>) {
  const { men, counts, moves } = effect;
  if (men === 0) {
    return null;
  }
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <section aria-labelledby="effect" className="flex flex-col gap-2">
      <h2 id="effect" className="font-semibold text-large">
        Whom it concerns
      </h2>
      <Table label="From which day to which">
        <TableHead>
          <TableRow>
            <TableHeader sticky>Patient</TableHeader>
            <TableHeader>Item</TableHeader>
            <TableHeader>From</TableHeader>
            <TableHeader>To</TableHeader>
            <TableHeader>Permitted window</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {moves.map((move) => (
            <TableRow key={`${move.enrollmentId} ${move.occurrenceKey}`}>
              <TableCell sticky className="min-w-28 font-medium">
                <Link
                  href={`/patients/${move.patientId}/schedule` as Route}
                  className="underline underline-offset-2"
                >
                  {move.name ?? move.studyId}
                </Link>
              </TableCell>
              <TableCell>{move.title}</TableCell>
              <TableCell className="whitespace-nowrap tabular-nums">{move.from}</TableCell>
              <TableCell className="whitespace-nowrap tabular-nums">
                {destinationOf(move)}
              </TableCell>
              <TableCell className="whitespace-nowrap tabular-nums">
                {move.closesOn === null
                  ? `from ${move.opensOn}`
                  : `${move.opensOn} to ${move.closesOn}`}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {moves.length < total ? (
        <p className="text-muted">
          The first {moves.length} of {total} are listed; the others move in the same way.
        </p>
      ) : null}
    </section>
  );
}

const stays: Readonly<Record<Exclude<CalendarMoveKind, 'moved'>, string>> = {
  agreed: 'agreed with him: stays until another day is agreed',
  'no-open-day': 'stays: no open day in the window',
  'open-again': 'stays on this day',
};

function destinationOf({ kind, to }: CalendarMoveView): string {
  return kind === 'moved' ? (to ?? 'no date') : stays[kind];
}
