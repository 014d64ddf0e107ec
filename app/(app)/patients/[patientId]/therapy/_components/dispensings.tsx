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
import type { DispensingLine, NextDispensing, TherapyView } from '@/lib/therapy/therapy-view';
import { RecordLink } from './record-link';
import { Section } from './section';

type Props = { view: TherapyView; patientId: string };

export function Dispensings({ view: { dispensings, nextDispensing }, patientId }: Props) {
  return (
    <Section title="Dispensing" description={<Next next={nextDispensing} />}>
      {dispensings.length === 0 ? (
        <p className="text-muted">No supply recorded; one is entered with a visit.</p>
      ) : (
        <Table label="Dispensing">
          <TableHead>
            <TableRow>
              <TableHeader sticky>Dispensed</TableHeader>
              <TableHeader numeric>Capsules</TableHeader>
              <TableHeader numeric>Strength</TableHeader>
              <TableHeader numeric>Supply</TableHeader>
              <TableHeader>Covers to</TableHeader>
              <TableHeader>Prescribed</TableHeader>
              <TableHeader>Picked up</TableHeader>
              <TableHeader numeric>Returned</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {dispensings.map((line) => (
              <SupplyRow key={line.recordId} line={line} patientId={patientId} />
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}

function SupplyRow({ line, patientId }: { line: DispensingLine; patientId: string }) {
  return (
    <TableRow>
      <TableCell sticky className="whitespace-nowrap">
        <RecordLink patientId={patientId} recordId={line.recordId}>
          {line.on}
        </RecordLink>
      </TableCell>
      <TableCell numeric>{line.quantity}</TableCell>
      <TableCell numeric>
        <Quantity value={line.strengthMg} unit="mg" />
      </TableCell>
      <TableCell numeric>
        <Quantity value={line.daysSupply} unit="days" />
      </TableCell>
      <TableCell className="whitespace-nowrap">{line.coversTo}</TableCell>
      <TableCell className="whitespace-nowrap">{line.prescribedOn}</TableCell>
      <TableCell className="whitespace-nowrap">{line.pickedUpOn ?? 'not recorded'}</TableCell>
      <TableCell numeric>{line.capsulesReturned ?? 'not recorded'}</TableCell>
    </TableRow>
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
