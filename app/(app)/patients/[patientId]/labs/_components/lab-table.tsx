import { ArrowDown, ArrowUp } from 'lucide-react';
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
import type { LabFlowsheet, LabFlowsheetCell } from '@/lib/timeline/lab-flowsheet';

type Props = { flowsheet: LabFlowsheet; hrefOf: (recordId: string) => Route };

/** Each date leads to its report, where it can be amended. */
export function LabTable({ flowsheet: { reports, groups, olderReports }, hrefOf }: Props) {
  return (
    <>
      <p className="pb-2 text-dense text-muted">
        {reports.length} {reports.length === 1 ? 'report' : 'reports'}, newest first
        {olderReports === 0 ? '' : `; ${olderReports} older ones stand in the timeline’s table`}.
        High and low are by the laboratory’s own range.
      </p>
      <Table label="Lab results by date" className="w-auto!">
        <TableHead>
          <tr>
            <TableHeader sticky>Analyte</TableHeader>
            {reports.map(({ recordId, on, laboratory }) => (
              <TableHeader key={recordId} numeric>
                <Link
                  href={hrefOf(recordId)}
                  prefetch={false}
                  title={laboratory}
                  className="text-accent underline-offset-2 hover:underline"
                >
                  {on}
                </Link>
              </TableHeader>
            ))}
          </tr>
        </TableHead>
        {groups.map(({ name, rows }) => (
          <TableBody key={name}>
            <tr>
              <th
                scope="rowgroup"
                className="sticky left-0 bg-surface px-2 pt-3 pb-1 text-left font-semibold"
              >
                {name}
              </th>
              <td colSpan={reports.length} />
            </tr>
            {rows.map(({ analyte, label, unit, cells }) => (
              <TableRow key={analyte}>
                <th
                  scope="row"
                  className="sticky left-0 bg-surface px-2 py-1.5 text-left font-normal"
                >
                  {label} <span className="text-muted">{unit}</span>
                </th>
                {cells.map((cell, index) => (
                  <TableCell key={reports[index]?.recordId} numeric className="whitespace-nowrap">
                    {cell === null ? <NotReported /> : <Result cell={cell} />}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        ))}
      </Table>
    </>
  );
}

/** Most cells of a sparse table are like this: seen as nothing, read out in words. */
function NotReported() {
  return <span className="sr-only">not reported</span>;
}

function Result({ cell: { text, otherUnit, position, range } }: { cell: LabFlowsheetCell }) {
  const Arrow = position === 'high' ? ArrowUp : ArrowDown;
  return (
    <span title={range} className={position === null ? undefined : 'font-semibold'}>
      {position === null ? null : (
        <>
          <Arrow aria-hidden className="inline size-3.5" />
          <span className="sr-only">{position} </span>
        </>
      )}
      {text}
      {otherUnit === null ? null : <span className="text-muted"> {otherUnit}</span>}
    </span>
  );
}
