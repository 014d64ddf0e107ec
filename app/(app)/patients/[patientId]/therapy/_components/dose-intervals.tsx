import { EmptyState } from '@/app/_components/ui/empty-state';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { TherapyView } from '@/lib/therapy/therapy-view';
import { RecordLink } from './record-link';
import { Section } from './section';

type Props = { view: TherapyView; patientId: string };

export function DoseIntervals({ view: { doses, consentOn, unknownLastDoseBy }, patientId }: Props) {
  return (
    <Section title="Doses">
      {doses.length === 0 ? (
        <EmptyState title="No dose recorded">
          The first dose can be recorded from the day of consent on, {consentOn}.
        </EmptyState>
      ) : (
        <Table label="Doses">
          <TableHead>
            <TableRow>
              <TableHeader sticky>Drug</TableHeader>
              <TableHeader>Dose</TableHeader>
              <TableHeader>From</TableHeader>
              <TableHeader>To</TableHeader>
              <TableHeader>Reason</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {doses.map(({ recordId, drug, dose, from, to, reason }) => (
              <TableRow key={recordId}>
                <TableCell sticky>
                  <RecordLink patientId={patientId} recordId={recordId}>
                    {drug}
                  </RecordLink>
                </TableCell>
                <TableCell className="whitespace-nowrap">{dose}</TableCell>
                <TableCell className="whitespace-nowrap">{from}</TableCell>
                <TableCell className="whitespace-nowrap">
                  {to !== null && to === unknownLastDoseBy
                    ? `not known, ${to} at the latest`
                    : (to ?? 'continues')}
                </TableCell>
                <TableCell className="min-w-40">
                  {reason === '' ? <span className="text-muted">none given</span> : reason}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}
