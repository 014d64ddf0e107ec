import {
  CircleMinus,
  CircleX,
  ClockArrowDown,
  ClockArrowUp,
  Link2,
  type LucideIcon,
  SquareX,
} from 'lucide-react';
import Link from 'next/link';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { StateBadge } from '@/app/_components/ui/state-badge';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { Tone } from '@/app/_components/ui/tone';
import { TimingText } from '@/app/(app)/_components/timing-text';
import { type DeviationKind, deviationNames } from '@/lib/outcomes/deviation';
import type { DeviationLine } from '@/lib/server/deviations/queries';

const appearance: Readonly<Record<DeviationKind, { tone: Tone; icon: LucideIcon }>> = {
  early: { tone: 'info', icon: ClockArrowDown },
  late: { tone: 'amber', icon: ClockArrowUp },
  missed: { tone: 'missed', icon: CircleX },
  closed: { tone: 'missed', icon: SquareX },
  waived: { tone: 'waived', icon: CircleMinus },
  'off-plan': { tone: 'info', icon: Link2 },
};

export function DeviationTable({ lines }: { lines: readonly DeviationLine[] }) {
  if (lines.length === 0) {
    return (
      <EmptyState title="No deviation matches">
        Everything that is over went as planned, or the filters leave nothing: take one away, or
        choose other dates.
      </EmptyState>
    );
  }
  return (
    <Table label="Deviations, the newest first">
      <TableHead>
        <TableRow>
          <TableHeader sticky>Patient</TableHeader>
          <TableHeader>Site</TableHeader>
          <TableHeader>Treatment</TableHeader>
          <TableHeader>Requirement</TableHeader>
          <TableHeader>Deviation</TableHeader>
          <TableHeader>What happened</TableHeader>
          <TableHeader>Done</TableHeader>
          <TableHeader>Reason</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.id}>
            <TableCell sticky className="whitespace-nowrap font-medium">
              <Link
                className="underline-offset-2 hover:underline"
                href={`/patients/${line.patientId}/schedule`}
              >
                {line.studyId}
              </Link>
            </TableCell>
            <TableCell>{line.siteCode}</TableCell>
            <TableCell className="min-w-28">{line.treatment}</TableCell>
            <TableCell className="min-w-36">{line.title}</TableCell>
            <TableCell>
              <span className="flex flex-wrap gap-1">
                {line.kinds.map((kind) => (
                  <StateBadge key={kind} {...appearance[kind]}>
                    {deviationNames[kind]}
                  </StateBadge>
                ))}
              </span>
            </TableCell>
            <TableCell className="min-w-48">
              <TimingText>{line.description}</TimingText>
            </TableCell>
            <TableCell className="whitespace-nowrap tabular-nums">
              {line.actualOn ?? <span className="text-muted">not done</span>}
            </TableCell>
            <TableCell className="min-w-56">{line.reason}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
