import { OccurrenceStateBadge } from '@/app/_components/occurrence-state-badge';
import { Quantity } from '@/app/_components/ui/quantity';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { proseDate } from '@/lib/dates/prose-date';
import type { LedgerRow, LedgerView } from '@/lib/therapy/ledger-view';
import type { NextDispensing, TherapyView } from '@/lib/therapy/therapy-view';
import { RecordLink } from './record-link';
import { Section } from './section';

type Props = { view: TherapyView; patientId: string };

/** Capsules out and back, with what should be left after each entry. */
export function Ledger({ view: { ledger, nextDispensing, today }, patientId }: Props) {
  return (
    <Section title="Ledger of capsules" description={<Next next={nextDispensing} />}>
      {ledger === null ? (
        <p className="text-muted">No supply recorded; one is entered with a visit.</p>
      ) : (
        <div className="flex flex-col gap-2">
          <Left ledger={ledger} today={today} />
          <Table label="Ledger of capsules">
            <TableHead>
              <TableRow>
                <TableHeader sticky>Date</TableHeader>
                <TableHeader>Entry</TableHeader>
                <TableHeader numeric>Capsules</TableHeader>
                <TableHeader numeric>Strength</TableHeader>
                <TableHeader numeric>Supply</TableHeader>
                <TableHeader>Covers to</TableHeader>
                <TableHeader numeric>Balance</TableHeader>
                <TableHeader>Remark</TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {ledger.rows.map((row) => (
                <EntryRow key={row.key} row={row} patientId={patientId} />
              ))}
            </TableBody>
          </Table>
          <p className="text-dense text-muted">
            The balance counts every dose as taken, except on hold. Entries are never changed: a
            wrong one is voided and entered again.
          </p>
        </div>
      )}
    </Section>
  );
}

const kinds = { dispensed: 'Dispensed', returned: 'Returned', voided: 'Voided' } as const;

function EntryRow({ row, patientId }: { row: LedgerRow; patientId: string }) {
  return (
    <TableRow>
      <TableCell sticky className="whitespace-nowrap">
        <RecordLink patientId={patientId} recordId={row.recordId}>
          {row.on}
        </RecordLink>
      </TableCell>
      <TableCell>{kinds[row.kind]}</TableCell>
      <TableCell numeric>{signed(row.capsules)}</TableCell>
      <TableCell numeric>
        <Quantity value={row.strengthMg} unit="mg" />
      </TableCell>
      <TableCell numeric>
        {row.daysSupply === null ? (
          <span className="text-muted">none</span>
        ) : (
          <Quantity value={row.daysSupply} unit="days" />
        )}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {row.coversTo ?? <span className="text-muted">none</span>}
      </TableCell>
      <TableCell numeric>{count(row.balance)}</TableCell>
      <TableCell className="min-w-40">
        {remarkOf(row) || <span className="text-muted">none</span>}
      </TableCell>
    </TableRow>
  );
}

function remarkOf({ difference, note }: LedgerRow): string {
  if (difference === null || Math.abs(difference) < 0.05) {
    return difference === null ? note : 'as expected';
  }
  return difference > 0
    ? `${count(difference)} more than expected: doses not taken`
    : `${count(-difference)} fewer than expected`;
}

function Left({ ledger, today }: { ledger: LedgerView; today: string }) {
  const { capsulesLeft, strengthMg, balanceMg, daysLeft, lastsTo } = ledger;
  return (
    <p>
      Expected to be left on {today}, before that day’s dose:{' '}
      <Quantity value={count(capsulesLeft)} unit={`capsules of ${strengthMg} mg`} />
      {balanceMg === 0 || daysLeft === null
        ? ''
        : `, ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} at the present dose`}
      {lastsTo === null ? '' : `, to ${proseDate(lastsTo)}`}.
    </p>
  );
}

function Next({ next }: { next: NextDispensing | null }) {
  if (next === null) {
    return 'No supply is planned';
  }
  return (
    <>
      Next supply {next.plannedOn === null ? 'not dated yet' : proseDate(next.plannedOn)}
      {next.closesOn === null ? '' : `, by ${proseDate(next.closesOn)}`}{' '}
      <OccurrenceStateBadge state={next.state} />
    </>
  );
}

function signed(capsules: number): string {
  return capsules > 0 ? `+${capsules}` : `−${-capsules}`;
}

/** Capsules are whole unless a dose is not a multiple of their strength. */
function count(capsules: number): string {
  return Number.isInteger(capsules) ? String(capsules) : capsules.toFixed(1);
}
