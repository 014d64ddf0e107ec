import { Quantity } from '@/app/_components/ui/quantity';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { holdReasonLabels } from '@/lib/records/therapy-labels';
import type { TherapyView } from '@/lib/therapy/therapy-view';
import { RecordLink } from './record-link';
import { Section } from './section';

type Props = { view: TherapyView; patientId: string };

export function Holds({ view: { holds }, patientId }: Props) {
  return (
    <Section title="Holds">
      {holds.length === 0 ? (
        <p className="text-muted">The drug was never held.</p>
      ) : (
        <Table label="Holds">
          <TableHead>
            <TableRow>
              <TableHeader sticky>From</TableHeader>
              <TableHeader>To</TableHeader>
              <TableHeader numeric>Lasted</TableHeader>
              <TableHeader>Reason</TableHeader>
              <TableHeader>Note</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {holds.map(({ recordId, from, to, days, reason, note }) => (
              <TableRow key={recordId}>
                <TableCell sticky className="whitespace-nowrap">
                  <RecordLink patientId={patientId} recordId={recordId}>
                    {from}
                  </RecordLink>
                </TableCell>
                <TableCell className="whitespace-nowrap">{endOf(from, to)}</TableCell>
                <TableCell numeric>
                  <Quantity value={days} unit={days === 1 ? 'day' : 'days'} />
                </TableCell>
                <TableCell className="whitespace-nowrap">{holdReasonLabels[reason]}</TableCell>
                <TableCell className="min-w-40">
                  {note === '' ? <span className="text-muted">none</span> : note}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}

function endOf(from: string, to: string | null): string {
  if (to === null) {
    return 'still on hold';
  }
  return to < from ? 'resumed the same day' : to;
}
