import type { Route } from 'next';
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
import type { ListedCycle, ListedTransfer } from '@/lib/course/procedure-list';

type Props = { cycles: readonly ListedCycle[]; patientId: string; mayAmend: boolean };

/** Cycles with their transfers beneath them, as one table. */
export function CycleTable({ cycles, patientId, mayAmend }: Props) {
  return (
    <Table label="ICSI cycles">
      <TableHead>
        <TableRow>
          <TableHeader sticky>Oocyte retrieval</TableHeader>
          <TableHeader>Eggs and embryos</TableHeader>
          <TableHeader>Transfer</TableHeader>
          <TableHeader>Pregnancy</TableHeader>
          <TableHeader>Outcome</TableHeader>
          {mayAmend ? <TableHeader>Change</TableHeader> : null}
        </TableRow>
      </TableHead>
      <TableBody>
        {cycles.map((cycle) => (
          <CycleRows key={cycle.recordId} cycle={cycle} patientId={patientId} mayAmend={mayAmend} />
        ))}
      </TableBody>
    </Table>
  );
}

function CycleRows({ cycle, patientId, mayAmend }: { cycle: ListedCycle } & Omit<Props, 'cycles'>) {
  const span = Math.max(1, cycle.transfers.length);
  const [first, ...others] = cycle.transfers;
  return (
    <>
      <TableRow className="align-top">
        <TableCell sticky rowSpan={span} className="min-w-40">
          <RecordLink patientId={patientId} recordId={cycle.recordId}>
            {cycle.on}
          </RecordLink>
          <span className="block">{cycle.partner}</span>
          <span className="block text-muted">{cycle.sperm}</span>
          {cycle.exposure === null ? null : (
            <span className="block text-muted">{cycle.exposure}</span>
          )}
        </TableCell>
        <TableCell rowSpan={span} className="min-w-44">
          <dl className="grid grid-cols-[auto_1fr] gap-x-2">
            {cycle.counts.map(({ label, value }) => (
              <div key={label} className="contents">
                <dt className="text-muted">{label}</dt>
                <dd className="tabular-nums">{value}</dd>
              </div>
            ))}
          </dl>
        </TableCell>
        {first === undefined ? (
          <TableCell colSpan={3} className="text-muted">
            no transfer recorded
          </TableCell>
        ) : (
          <TransferCells transfer={first} />
        )}
        {mayAmend ? (
          <TableCell rowSpan={span}>
            <LinkButton
              size="small"
              href={`/patients/${patientId}/procedures/cycles/${cycle.recordId}` as Route}
              aria-label={`Report a transfer or outcome of the cycle of ${cycle.on}`}
            >
              Report
            </LinkButton>
          </TableCell>
        ) : null}
      </TableRow>
      {others.map((transfer) => (
        <TableRow key={transfer.id} className="align-top">
          <TransferCells transfer={transfer} />
        </TableRow>
      ))}
    </>
  );
}

function TransferCells({ transfer }: { transfer: ListedTransfer }) {
  return (
    <>
      <TableCell className="min-w-40">
        <span className="block whitespace-nowrap">{transfer.on}</span>
        <span className="block text-muted">{transfer.embryos}</span>
        {transfer.exposure === null ? null : (
          <span className="block text-muted">{transfer.exposure}</span>
        )}
      </TableCell>
      <TableCell className="min-w-28">{transfer.pregnancy}</TableCell>
      <TableCell className="min-w-32">
        {transfer.outcome}
        {transfer.outcomeOn === null ? null : (
          <span className="block whitespace-nowrap text-muted">{transfer.outcomeOn}</span>
        )}
      </TableCell>
    </>
  );
}
