import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { AuditLine } from '@/lib/server/audit/queries';

type Props = {
  lines: readonly AuditLine[];
  /** Not on the page of one patient, where it would say the same on each line. */
  showsPatient: boolean;
};

const shownDetails = 8;

/** The trail in words, newest first. */
export function AuditTable({ lines, showsPatient }: Props) {
  return (
    <Table label="History">
      <TableHead>
        <tr>
          <TableHeader sticky>When</TableHeader>
          <TableHeader>Who</TableHeader>
          {showsPatient ? <TableHeader>Patient</TableHeader> : null}
          <TableHeader>What</TableHeader>
          <TableHeader>Details</TableHeader>
          <TableHeader>Reason</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.id} className="align-top">
            <TableCell sticky className="whitespace-nowrap">
              {line.at}
            </TableCell>
            <TableCell className="whitespace-nowrap">
              {line.actor}
              {line.role === null ? null : (
                <span className="text-muted"> {line.role.replaceAll(',', ', ')}</span>
              )}
            </TableCell>
            {showsPatient ? (
              <TableCell className="whitespace-nowrap">
                {line.studyId ?? <span className="text-muted">none</span>}
              </TableCell>
            ) : null}
            <TableCell className="whitespace-nowrap">
              {line.title}
              {line.count === 1 ? '' : ` × ${line.count}`}
            </TableCell>
            <TableCell className="min-w-64 break-words">{describeDetails(line.details)}</TableCell>
            <TableCell className="min-w-32">
              {line.reason ?? <span className="text-muted">none given</span>}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function describeDetails(details: readonly string[]): string {
  const shown = details.slice(0, shownDetails).join('; ');
  return details.length > shownDetails
    ? `${shown}; and ${details.length - shownDetails} more`
    : shown;
}
