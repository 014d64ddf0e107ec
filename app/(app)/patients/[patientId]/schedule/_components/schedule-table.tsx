import type { ReactNode } from 'react';
import { OccurrenceStateBadge } from '@/app/_components/occurrence-state-badge';
import type { Option } from '@/app/_components/ui/select';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { RecordKind } from '@/lib/records/record';
import type { ScheduleRow } from '@/lib/timeline/schedule-rows';

import { OccurrenceActions } from './occurrence-actions';

export type LinkableRecord = Option & { kind: RecordKind };

type Props = {
  rows: readonly ScheduleRow[];
  /** What changing an item needs; null where the reader may not. */
  change: {
    enrollmentId: string;
    today: CivilDate;
    records: readonly LinkableRecord[];
  } | null;
};

export function ScheduleTable({ rows, change }: Props) {
  return (
    <div>
      <Table label="Schedule">
        <TableHead>
          <tr>
            <TableHeader sticky>Requirement</TableHeader>
            <TableHeader>State</TableHeader>
            <TableHeader>Planned</TableHeader>
            <TableHeader>Target</TableHeader>
            <TableHeader>Window</TableHeader>
            <TableHeader>Done</TableHeader>
            <TableHeader>Remarks</TableHeader>
            {change === null ? null : (
              <TableHeader>
                <span className="sr-only">Change</span>
              </TableHeader>
            )}
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.key}>
              <TableCell sticky className="min-w-36 font-medium">
                {row.title}
              </TableCell>
              <TableCell>
                <OccurrenceStateBadge state={row.state} />
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {row.planned ?? <Absent>no date yet</Absent>}
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {row.target ?? <Absent>no date yet</Absent>}
              </TableCell>
              <TableCell className="whitespace-nowrap">{describeWindow(row)}</TableCell>
              <TableCell className="whitespace-nowrap">
                {row.actual ?? <Absent>not done</Absent>}
              </TableCell>
              <TableCell>{describeRemarks(row)}</TableCell>
              {change === null ? null : (
                <TableCell numeric className="py-0.5!">
                  {row.mayChange ? (
                    <OccurrenceActions
                      enrollmentId={change.enrollmentId}
                      occurrence={{ key: row.key, title: row.title, planned: row.planned }}
                      records={change.records.filter(({ kind }) => kind === row.recordKind)}
                      today={change.today}
                    />
                  ) : null}
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function Absent({ children }: { children: ReactNode }) {
  return <span className="text-muted">{children}</span>;
}

function describeWindow({ opensOn, closesOn }: ScheduleRow): ReactNode {
  if (opensOn === null) {
    return <Absent>no window yet</Absent>;
  }
  return closesOn === null ? `from ${opensOn}` : `${opensOn} to ${closesOn}`;
}

/** The state's reason where the badge does not say it, what is missing, and marks. */
function describeRemarks({ description, state, missing, marks }: ScheduleRow): string {
  const remarks = [
    description === state || description === 'done on time' ? null : description,
    missing.length === 0 ? null : `partial, missing ${missing.join(', ')}`,
    ...marks,
  ];
  return remarks.filter((remark) => remark !== null).join('; ');
}
