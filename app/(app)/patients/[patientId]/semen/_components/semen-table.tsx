import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Quantity } from '@/app/_components/ui/quantity';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { type WhoParameter, whoLowerLimits } from '@/lib/records/who-lower-limits';
import type { SemenRow } from '@/lib/timeline/semen-rows';

type Props = { rows: readonly SemenRow[]; patientId: string };

/** Each date leads to its record, where it can be amended. */
export function SemenTable({ rows, patientId }: Props) {
  return (
    <Table label="Semen analyses">
      <TableHead>
        <tr>
          <TableHeader sticky>Collected</TableHeader>
          <TableHeader numeric>Study day</TableHeader>
          <TableHeader>Result</TableHeader>
          <TableHeader>Neat</TableHeader>
          <TableHeader>Pellet</TableHeader>
          <TableHeader numeric>Volume</TableHeader>
          <TableHeader numeric>Concentration</TableHeader>
          <TableHeader numeric>Motility</TableHeader>
          <TableHeader numeric>Total motile</TableHeader>
          <TableHeader numeric>Vials frozen</TableHeader>
          <TableHeader>WHO manual</TableHeader>
          <TableHeader>For the response</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.recordId}>
            <TableCell sticky className="whitespace-nowrap">
              <Link
                href={`/patients/${patientId}/records/${row.recordId}` as Route}
                prefetch={false}
                className="text-accent underline-offset-2 hover:underline"
              >
                {row.on}
              </Link>{' '}
              {row.time}
            </TableCell>
            <TableCell numeric>{row.studyDay ?? <Unknown>no first dose</Unknown>}</TableCell>
            <TableCell className="min-w-36">{row.result}</TableCell>
            <TableCell className="min-w-32">{row.neat}</TableCell>
            <TableCell className="min-w-44">{row.pellet}</TableCell>
            <TableCell numeric>{withLimit(row, 'volume', row.volumeMl, 'mL')}</TableCell>
            <TableCell numeric>
              {withLimit(row, 'concentration', row.concentration, 'million/mL')}
            </TableCell>
            <TableCell numeric>
              {withLimit(row, 'total-motility', row.motilityPercent, '%')}
            </TableCell>
            <TableCell numeric>{measured(row.totalMotileCount, 'sperm')}</TableCell>
            <TableCell numeric>{row.vialsFrozen ?? <Unknown>not recorded</Unknown>}</TableCell>
            <TableCell className="whitespace-nowrap">
              {row.whoEdition === null ? (
                <Unknown>not recorded</Unknown>
              ) : (
                `edition ${row.whoEdition}`
              )}
            </TableCell>
            <TableCell>{row.role}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** The limit of the report's own edition stands beneath the value that it belongs to. */
function withLimit(
  { whoEdition }: SemenRow,
  parameter: WhoParameter,
  value: number | null,
  unit: string,
): ReactNode {
  return (
    <>
      {measured(value, unit)}
      {value === null || whoEdition === null ? null : (
        <span className="block whitespace-nowrap text-muted">
          limit {whoLowerLimits[whoEdition].limits[parameter].limit}
        </span>
      )}
    </>
  );
}

function measured(value: number | null, unit: string): ReactNode {
  return value === null ? (
    <Unknown>not recorded</Unknown>
  ) : (
    <Quantity value={value.toLocaleString('en-US')} unit={unit} />
  );
}

function Unknown({ children }: { children: ReactNode }) {
  return <span className="whitespace-nowrap text-muted">{children}</span>;
}
