import { EmptyState } from '@/app/_components/ui/empty-state';
import type { Option } from '@/app/_components/ui/select';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { screeningCategoryNames } from '@/lib/enrollment/screening';
import { protocolLibrary } from '@/lib/protocols/library/library';
import type { ScreeningEntryView } from '@/lib/server/screening/queries';
import { EntryActions } from './entry-actions';

const titles = new Map(protocolLibrary.map(({ code, arms }) => [code, arms[0]?.title ?? code]));

type Props = {
  entries: readonly ScreeningEntryView[];
  protocols: readonly Option[];
  isEmpty: boolean;
};

export function ScreeningEntries({ entries, protocols, isEmpty }: Props) {
  if (isEmpty) {
    return (
      <EmptyState title="Nothing is counted yet">
        Record how many men were looked at and did not enroll, by month and reason: it is what the
        flow diagram of a study begins with.
      </EmptyState>
    );
  }
  return (
    <Table label="Entries of the screening log">
      <TableHead>
        <TableRow>
          <TableHeader sticky>From</TableHeader>
          <TableHeader>To</TableHeader>
          <TableHeader>Site</TableHeader>
          <TableHeader>Protocol</TableHeader>
          <TableHeader>Reason</TableHeader>
          <TableHeader numeric>Men</TableHeader>
          <TableHeader>Note</TableHeader>
          <TableHeader>Recorded by</TableHeader>
          <TableHeader>Change</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <TableRow key={entry.entryId}>
            <TableCell sticky className="whitespace-nowrap tabular-nums">
              {entry.from}
            </TableCell>
            <TableCell className="whitespace-nowrap tabular-nums">{entry.to}</TableCell>
            <TableCell>{entry.siteCode}</TableCell>
            <TableCell>{titles.get(entry.protocol) ?? entry.protocol}</TableCell>
            <TableCell>{screeningCategoryNames[entry.category]}</TableCell>
            <TableCell numeric>{entry.men}</TableCell>
            <TableCell className="min-w-40">
              {entry.note === '' ? <span className="text-muted">no note</span> : entry.note}
            </TableCell>
            <TableCell>{entry.recordedBy}</TableCell>
            <TableCell>
              {entry.mayChange ? (
                <EntryActions entry={entry} protocols={protocols} />
              ) : (
                <span className="text-muted">not yours to change</span>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
