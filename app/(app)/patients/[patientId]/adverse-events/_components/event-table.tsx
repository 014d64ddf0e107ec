import type { Route } from 'next';
import { GradeBadge } from '@/app/_components/grade-badge';
import { LinkButton } from '@/app/_components/ui/link-button';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { RecordLink } from '@/app/(app)/patients/[patientId]/therapy/_components/record-link';
import type { ListedAdverseEvent } from '@/lib/course/adverse-event-list';
import type { CivilDate } from '@/lib/dates/civil-date';
import { EndDialog } from './end-dialog';
import { GradeChangeDialog } from './grade-change-dialog';

type Props = {
  events: readonly ListedAdverseEvent[];
  patientId: string;
  today: CivilDate;
  mayAmend: boolean;
  /** Whether the enrollment can be ended because of an event. */
  mayWithdraw: boolean;
};

export function EventTable({ events, patientId, today, mayAmend, mayWithdraw }: Props) {
  return (
    <Table label="Adverse events">
      <TableHead>
        <TableRow>
          <TableHeader sticky>Term</TableHeader>
          <TableHeader>Grades</TableHeader>
          <TableHeader>Onset and end</TableHeader>
          <TableHeader>Serious</TableHeader>
          <TableHeader>Related</TableHeader>
          <TableHeader>Drug</TableHeader>
          <TableHeader>Outcome</TableHeader>
          {mayAmend ? <TableHeader>Change</TableHeader> : null}
        </TableRow>
      </TableHead>
      <TableBody>
        {events.map((event) => (
          <TableRow key={event.recordId} className="align-top">
            <TableCell sticky className="min-w-28">
              <RecordLink patientId={patientId} recordId={event.recordId}>
                {event.name}
              </RecordLink>
              {event.description === '' ? null : (
                <span className="block text-muted">{event.description}</span>
              )}
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <Grades event={event} />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <span className="block">{inWords(event.onset)}</span>
              {event.end === null ? 'goes on' : `to ${inWords(event.end)}`}
            </TableCell>
            <TableCell className="min-w-24">{event.serious}</TableCell>
            <TableCell className="whitespace-nowrap">{event.relatedness}</TableCell>
            <TableCell className="min-w-24">{event.action}</TableCell>
            <TableCell className="min-w-20">{event.outcome}</TableCell>
            {mayAmend ? (
              <TableCell>
                {event.goesOn ? (
                  <div className="flex flex-col items-start gap-1">
                    <GradeChangeDialog
                      event={event}
                      suggestion={null}
                      patientId={patientId}
                      today={today}
                    />
                    <EndDialog event={event} patientId={patientId} today={today} />
                    {mayWithdraw ? (
                      <LinkButton
                        size="small"
                        href={`/patients/${patientId}/end?adverse-event=${event.recordId}` as Route}
                        aria-label={`Withdraw him because of: ${event.name}`}
                      >
                        Withdraw him
                      </LinkButton>
                    ) : null}
                  </div>
                ) : (
                  <span className="text-muted">over</span>
                )}
              </TableCell>
            ) : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** One grade alone holds from the onset; a course has the day of each change. */
function Grades({ event: { grades } }: { event: ListedAdverseEvent }) {
  return (
    <ul className="flex flex-col gap-1">
      {grades.map(({ grade, on }) => (
        <li key={on}>
          <GradeBadge grade={grade} />
          {grades.length === 1 ? null : <span className="text-muted"> from {on}</span>}
        </li>
      ))}
    </ul>
  );
}

function inWords({ on, studyDay }: ListedAdverseEvent['onset']): string {
  return studyDay === null ? on : `${on} (day ${studyDay})`;
}
