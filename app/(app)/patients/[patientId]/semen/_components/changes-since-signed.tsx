import { Notice } from '@/app/_components/ui/notice';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { BasisChange } from '@/lib/course/signed-basis';

type Props = {
  /** As it was marked when a change was saved; null for none. */
  reason: string | null;
  /** As it reads now: a status can also change with the day. */
  changes: readonly BasisChange[];
};

/** The signature stands, but what it rests on reads differently now. */
export function ChangesSinceSigned({ reason, changes }: Props) {
  if (reason === null && changes.length === 0) {
    return null;
  }
  return (
    <Notice tone="amber" title="Changed since signed: a physician looks at it again and signs anew">
      {changes.length === 0 ? (
        <p>It was changed and reads again as it was signed. What had changed: {reason}</p>
      ) : (
        <Table label="What changed since it was signed">
          <TableHead>
            <TableRow>
              <TableHeader>What</TableHeader>
              <TableHeader>When signed</TableHeader>
              <TableHeader>Now</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {changes.map(({ what, before, after }) => (
              <TableRow key={what}>
                <TableCell>{what}</TableCell>
                <TableCell>{before}</TableCell>
                <TableCell>{after}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Notice>
  );
}
