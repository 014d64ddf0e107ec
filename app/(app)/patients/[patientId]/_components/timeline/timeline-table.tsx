import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { TimelineRow } from '@/lib/timeline/timeline-view';

/** The timeline in words: every record, decision and occurrence once, by date. */
export function TimelineTable({ rows }: { readonly rows: readonly TimelineRow[] }) {
  return (
    <Table label="Timeline as a table">
      <TableHead>
        <TableRow>
          <TableHeader>Date</TableHeader>
          <TableHeader numeric>Study day</TableHeader>
          <TableHeader>What</TableHeader>
          <TableHeader>Result or window</TableHeader>
          <TableHeader>Status</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <TableCell>{row.date ?? 'no date yet'}</TableCell>
            <TableCell numeric>{row.studyDay ?? 'not on drug'}</TableCell>
            <TableCell>{row.what}</TableCell>
            <TableCell>{row.detail}</TableCell>
            <TableCell>{row.status}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
