import type { ReactNode } from 'react';
import { OccurrenceStateBadge } from '@/app/_components/occurrence-state-badge';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { ScheduleRow } from '@/lib/timeline/schedule-rows';

type Props = { rows: readonly ScheduleRow[] };

export function ScheduleTable({ rows }: Props) {
  return (
    <>
      <p className="pb-2 text-dense text-muted">{rows.length} items of the protocol, by date</p>
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
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.key}>
              <TableCell sticky className="font-medium">
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
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
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
    description === state ? null : description,
    missing.length === 0 ? null : `partial, missing ${missing.join(', ')}`,
    ...marks,
  ];
  return remarks.filter((remark) => remark !== null).join('; ');
}
