import { CircleAlert, Copy, type LucideIcon, TriangleAlert } from 'lucide-react';
import { buttonStyle } from '@/app/_components/ui/button-style';
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
import type { ImportIssue, IssueSeverity } from '@/lib/import/import-issue';
import type { ImportView } from '@/lib/server/imports/queries';

const severities: Readonly<Record<IssueSeverity, readonly [Tone, LucideIcon, string]>> = {
  error: ['red', CircleAlert, 'Error'],
  warning: ['amber', TriangleAlert, 'Unusual'],
  duplicate: ['waived', Copy, 'There already'],
};

/** The first of what was held back; all of it is in the file. */
export function IssueTable({ view }: { view: ImportView }) {
  const { issues, counts, issuesFileId } = view;
  const all = Object.values(counts?.byCode ?? {}).reduce((sum, count) => sum + count, 0);
  if (issues.length === 0) {
    return <p className="text-muted">No row is held back.</p>;
  }
  return (
    <section aria-labelledby="issues">
      <div className="flex flex-wrap items-center justify-between gap-2 pb-2">
        <h3 id="issues" className="font-semibold">
          {all > issues.length
            ? `The first ${issues.length} of ${all.toLocaleString('en-US')} messages`
            : `${all} ${all === 1 ? 'message' : 'messages'}`}
        </h3>
        {issuesFileId === null ? null : (
          <a
            href={`/imports/${view.id}/issues`}
            download
            className={buttonStyle({ size: 'small' })}
          >
            Download all as CSV
          </a>
        )}
      </div>
      <Table label="What was held back" scrollsDown>
        <TableHead>
          <TableRow>
            <TableHeader numeric>Row</TableHeader>
            <TableHeader>Column</TableHeader>
            <TableHeader>Kind</TableHeader>
            <TableHeader>Code</TableHeader>
            <TableHeader>Message</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {keyed(issues).map(({ key, issue: { row, column, severity, code, message } }) => {
            const [tone, icon, word] = severities[severity];
            return (
              <TableRow key={key}>
                <TableCell numeric>{row === 0 ? 'file' : row}</TableCell>
                <TableCell className="min-w-24 max-w-48 break-words">
                  {column === '' ? 'whole row' : column}
                </TableCell>
                <TableCell>
                  <StateBadge tone={tone} icon={icon}>
                    {word}
                  </StateBadge>
                </TableCell>
                <TableCell>
                  <code className="whitespace-nowrap">{code}</code>
                </TableCell>
                <TableCell className="min-w-64">{message}</TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </section>
  );
}

function keyed(issues: readonly ImportIssue[]) {
  return issues.map((issue, index) => ({ key: `${index} ${issue.row}`, issue }));
}
