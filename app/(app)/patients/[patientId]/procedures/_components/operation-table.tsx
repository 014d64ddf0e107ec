import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { RecordLink } from '@/app/(app)/patients/[patientId]/therapy/_components/record-link';
import type { Certainty } from '@/lib/core/certainty';
import type {
  ListedCheck,
  ListedComplication,
  ListedOperation,
  ListedResult,
} from '@/lib/course/procedure-list';

type Props = { operations: readonly ListedOperation[]; patientId: string };

/** Each operation with what was found, what went wrong and what was measured after it. */
export function OperationTable({ operations, patientId }: Props) {
  return (
    <Table label="Operations">
      <TableHead>
        <TableRow>
          <TableHeader sticky>Operation</TableHeader>
          <TableHeader>Result</TableHeader>
          <TableHeader>Histology</TableHeader>
          <TableHeader>Complications</TableHeader>
          <TableHeader>After it</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {operations.map((operation) => (
          <TableRow key={operation.recordId} className="align-top">
            <TableCell sticky className="min-w-36">
              <RecordLink patientId={patientId} recordId={operation.recordId}>
                {operation.name}
              </RecordLink>
              <span className="block whitespace-nowrap">{operation.on}</span>
              <span className="block text-muted">{operation.side}</span>
              {operation.exposure === null ? null : (
                <span className="block text-muted">{operation.exposure}</span>
              )}
            </TableCell>
            <TableCell className="min-w-48">
              {operation.sperm.map((line, index) => (
                <span key={line} className={index === 0 ? 'block first-letter:uppercase' : 'block'}>
                  {line}
                </span>
              ))}
              <span className="block text-muted">{operation.yield}</span>
              {operation.earlierReason === '' ? null : (
                <span className="block">Earlier than the interval: {operation.earlierReason}</span>
              )}
            </TableCell>
            <TableCell className="min-w-40">
              {operation.histology.map((line) => (
                <span key={line} className="block first-letter:uppercase">
                  {line}
                </span>
              ))}
            </TableCell>
            <TableCell className="min-w-48">
              <Complications
                complications={operation.complications}
                checks={operation.checks}
                patientId={patientId}
              />
            </TableCell>
            <TableCell className="min-w-52">
              <Results results={operation.after} patientId={patientId} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const resolvedWords: Record<Certainty, string> = {
  yes: 'resolved',
  no: 'not resolved',
  unknown: 'resolved: not stated',
};

type ComplicationsProps = {
  complications: readonly ListedComplication[];
  checks: readonly ListedCheck[];
  patientId: string;
};

function Complications({ complications, checks, patientId }: ComplicationsProps) {
  if (checks.length === 0) {
    return <span className="text-muted">no check recorded</span>;
  }
  return (
    <ul className="flex flex-col gap-1">
      {complications.map(({ id, name, from, resolved, note }) => (
        <li key={id}>
          <span className="font-medium">{name}</span>
          {from === null ? ', start not recorded' : ` since ${from}`}, {resolvedWords[resolved]}
          {note === '' ? null : <span className="block text-muted">{note}</span>}
        </li>
      ))}
      {checks.map(({ recordId, on, says }) => (
        <li key={recordId} className="text-muted">
          <RecordLink patientId={patientId} recordId={recordId}>
            {on}
          </RecordLink>{' '}
          {says}
        </li>
      ))}
    </ul>
  );
}

function Results({ results, patientId }: { results: readonly ListedResult[]; patientId: string }) {
  if (results.length === 0) {
    return <span className="text-muted">no hormones or IIEF-5 recorded</span>;
  }
  return (
    <ul className="flex flex-col gap-0.5">
      {results.map(({ recordId, on, label, value }) => (
        <li key={`${recordId} ${label}`}>
          <RecordLink patientId={patientId} recordId={recordId}>
            {on}
          </RecordLink>{' '}
          {label} <span className="whitespace-nowrap tabular-nums">{value}</span>
        </li>
      ))}
    </ul>
  );
}
