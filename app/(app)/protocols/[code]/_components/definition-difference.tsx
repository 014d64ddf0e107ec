import { CircleMinus, CirclePlus, type LucideIcon, PencilLine } from 'lucide-react';
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
import {
  type DefinitionDifference as Difference,
  definitionPartNames,
  type EntryDifference,
  type FieldChange,
} from '@/lib/protocols/compare-definitions';

type Props = {
  difference: Difference;
  /** One below the heading that the difference stands under. */
  heading?: 'h2' | 'h3';
};

const appearance: Record<
  EntryDifference['change'],
  { tone: Tone; icon: LucideIcon; word: string }
> = {
  added: { tone: 'done', icon: CirclePlus, word: 'New' },
  removed: { tone: 'missed', icon: CircleMinus, word: 'Gone' },
  changed: { tone: 'info', icon: PencilLine, word: 'Changed' },
};

/** What differs between two editions of a protocol, part by part; says so where nothing does. */
export function DefinitionDifference({ difference, heading: Heading = 'h2' }: Props) {
  if (difference.parts.length === 0) {
    return <p>Nothing differs.</p>;
  }
  return (
    <div className="flex flex-col gap-6">
      {difference.parts.map(({ part, entries }) => (
        <section key={part}>
          <Heading className="pb-1 font-semibold text-large">
            {definitionPartNames[part]} <span className="text-muted">{entries.length}</span>
          </Heading>
          <Table label={`Differences: ${definitionPartNames[part]}`}>
            <TableHead>
              <TableRow>
                <TableHeader sticky>What</TableHeader>
                <TableHeader>Change</TableHeader>
                <TableHeader>Before and after</TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {entries.map((entry) => (
                <EntryRow key={entry.key} entry={entry} />
              ))}
            </TableBody>
          </Table>
        </section>
      ))}
    </div>
  );
}

function EntryRow({ entry }: { entry: EntryDifference }) {
  const { tone, icon, word } = appearance[entry.change];
  return (
    <TableRow className="align-top">
      <TableCell sticky className="w-1/4 min-w-36 max-w-64 font-medium">
        {entry.title}
      </TableCell>
      <TableCell className="w-24">
        <StateBadge tone={tone} icon={icon}>
          {word}
        </StateBadge>
      </TableCell>
      <TableCell className="min-w-72">
        {entry.change === 'changed' ? (
          <ul className="flex flex-col gap-1.5">
            {entry.changes.map((change) => (
              <li key={change.field}>
                <span className="text-muted">{change.field}: </span>
                <Change change={change} />
              </li>
            ))}
          </ul>
        ) : (
          entry.summary
        )}
      </TableCell>
    </TableRow>
  );
}

function Change({ change }: { change: FieldChange }) {
  if ('from' in change) {
    return (
      <>
        <del className="text-muted decoration-1">{change.from}</del>
        {' → '}
        <ins className="font-medium no-underline">{change.to}</ins>
      </>
    );
  }
  return (
    <ul className="pl-3">
      {change.removed.map((item) => (
        <li key={item}>
          <span className="text-muted">no longer </span>
          <del className="text-muted decoration-1">{item}</del>
        </li>
      ))}
      {change.added.map((item) => (
        <li key={item}>
          <span className="text-muted">now </span>
          <ins className="font-medium no-underline">{item}</ins>
        </li>
      ))}
    </ul>
  );
}
