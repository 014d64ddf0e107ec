import { CircleCheck, CircleSlash, Hourglass, TriangleAlert } from 'lucide-react';
import { StateBadge } from '@/app/_components/ui/state-badge';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { digestGroups } from '@/lib/reminders/digest';
import type { DigestRunView } from '@/lib/server/reminders/queries';
import { worklistGroupNames } from '@/lib/worklist/worklist';

/** A line for every day on which a digest was to go out, the newest first. */
export function DigestRuns({ runs }: { runs: readonly DigestRunView[] }) {
  if (runs.length === 0) {
    return <p className="text-muted">No digest has been due yet.</p>;
  }
  return (
    <Table label="What became of the digests" scrollsDown>
      <TableHead>
        <TableRow>
          <TableHeader sticky>Day</TableHeader>
          <TableHeader>To</TableHeader>
          <TableHeader>Site</TableHeader>
          <TableHeader>Outcome</TableHeader>
          <TableHeader>What it said</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {runs.map((run) => (
          <TableRow key={`${run.runOn} ${run.siteName} ${run.person}`}>
            <TableCell sticky>{run.runOn}</TableCell>
            <TableCell>{run.person}</TableCell>
            <TableCell>{run.siteName}</TableCell>
            <TableCell>
              <Outcome status={run.status} />
            </TableCell>
            <TableCell>{describe(run)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const outcomes = {
  sending: { tone: 'info', icon: Hourglass, words: 'being sent' },
  sent: { tone: 'done', icon: CircleCheck, words: 'sent' },
  'nothing-due': { tone: 'upcoming', icon: CircleSlash, words: 'nothing due, no mail' },
  failed: { tone: 'red', icon: TriangleAlert, words: 'not sent' },
} as const;

function Outcome({ status }: Pick<DigestRunView, 'status'>) {
  const { tone, icon, words } = outcomes[status];
  return (
    <StateBadge tone={tone} icon={icon}>
      {words}
    </StateBadge>
  );
}

function describe({ counts, problem, attempts }: DigestRunView): string {
  const said = digestGroups
    .flatMap((group) => {
      const patients = counts[group];
      return patients === undefined ? [] : [`${worklistGroupNames[group]} ${patients}`];
    })
    .join(', ');
  const tried = attempts > 1 ? [`attempt ${attempts}`] : [];
  return [...(problem === null ? [] : [problem]), ...(said === '' ? [] : [said]), ...tried].join(
    '; ',
  );
}
