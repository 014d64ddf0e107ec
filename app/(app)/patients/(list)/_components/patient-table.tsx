import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { SeverityBadge } from '@/app/_components/severity-badge';
import {
  SortHeader,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { RowKeys } from '@/app/(app)/_components/row-keys';
import {
  type PatientListRow,
  type PatientSearch,
  type PatientSort,
  patientListHref,
} from '@/lib/worklist/patient-list';
import { statusNames } from './status-names';

type Props = { rows: readonly PatientListRow[]; search: PatientSearch };

export function PatientTable({ rows, search }: Props) {
  const seesNames = rows.some(({ name }) => name !== null);
  return (
    <>
      <RowKeys />
      <Table label="Patients">
        <TableHead>
          <tr>
            {seesNames ? (
              <SortedBy search={search} sort="name" sticky>
                Patient
              </SortedBy>
            ) : null}
            <SortedBy search={search} sort="study-id" sticky={!seesNames}>
              Study id
            </SortedBy>
            {seesNames ? <TableHeader>Record number</TableHeader> : null}
            <TableHeader>Treatment</TableHeader>
            <TableHeader>Response</TableHeader>
            <TableHeader>Open flags</TableHeader>
            <TableHeader>Last visit</TableHeader>
            <TableHeader>Next planned</TableHeader>
            <SortedBy search={search} sort="enrolled">
              Enrolled
            </SortedBy>
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.patientId} className="focus-within:bg-hover hover:bg-hover">
              {seesNames ? (
                <TableCell sticky className="whitespace-nowrap">
                  <PatientLink row={row}>{row.name ?? row.studyId}</PatientLink>
                </TableCell>
              ) : null}
              <TableCell sticky={!seesNames} className="whitespace-nowrap">
                {seesNames ? row.studyId : <PatientLink row={row}>{row.studyId}</PatientLink>}
              </TableCell>
              {seesNames ? (
                <TableCell className="whitespace-nowrap">
                  {row.recordNumber ?? <Absent>not recorded</Absent>}
                </TableCell>
              ) : null}
              <TableCell className="min-w-44">
                {row.treatment}{' '}
                <span className="text-muted">
                  {row.status === 'active' ? row.month : statusNames[row.status].toLowerCase()}
                </span>
              </TableCell>
              <TableCell className="min-w-32">{row.response}</TableCell>
              <TableCell className="whitespace-nowrap">
                <OpenFlags row={row} />
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {row.lastVisitOn ?? <Absent>no visit yet</Absent>}
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {row.nextPlannedOn ?? <Absent>none planned</Absent>}
              </TableCell>
              <TableCell className="whitespace-nowrap">{row.enrolledOn}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}

type SortedByProps = {
  search: PatientSearch;
  sort: 'name' | 'study-id' | 'enrolled';
  sticky?: boolean;
  children: ReactNode;
};

/** Ascending first; once more turns it round. */
function SortedBy({ search, sort, sticky, children }: SortedByProps) {
  const descending: PatientSort = `${sort}-descending`;
  const direction =
    search.sort === sort ? 'ascending' : search.sort === descending ? 'descending' : null;
  const next = direction === 'ascending' ? descending : sort;
  return (
    <SortHeader
      direction={direction}
      href={patientListHref({ ...search, sort: next }) as Route}
      sticky={sticky}
    >
      {children}
    </SortHeader>
  );
}

function PatientLink({ row, children }: { row: PatientListRow; children: ReactNode }) {
  return (
    <Link
      data-row-action
      data-patient={`/patients/${row.patientId}`}
      href={`/patients/${row.patientId}` as Route}
      prefetch={false}
      className="font-medium underline-offset-2 hover:underline"
    >
      {children}
    </Link>
  );
}

function OpenFlags({ row: { redFlags, amberFlags } }: { row: PatientListRow }) {
  if (redFlags + amberFlags === 0) {
    return <Absent>none</Absent>;
  }
  return (
    <span className="flex gap-2">
      {redFlags === 0 ? null : (
        <span>
          <SeverityBadge severity="red" /> {redFlags}
        </span>
      )}
      {amberFlags === 0 ? null : (
        <span>
          <SeverityBadge severity="amber" /> {amberFlags}
        </span>
      )}
    </span>
  );
}

function Absent({ children }: { children: ReactNode }) {
  return <span className="text-muted">{children}</span>;
}
