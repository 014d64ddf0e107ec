import { clsx } from 'clsx';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { ComparedFigure, ComparedRow, ComparedSection } from '@/lib/literature/comparison';
import { methodWords } from '@/lib/literature/method-words';
import { VerdictBadge } from './verdict-badge';

export function ComparedSectionTable({ section }: { section: ComparedSection }) {
  const { title, issues, rows, isSuppressed } = section;
  return (
    <div>
      <h2 className="break-after-avoid pb-1 font-semibold text-large">{title}</h2>
      {issues.map((issue) => (
        <p key={issue.id} className="max-w-prose pb-1 text-muted">
          {issue.sentence}
        </p>
      ))}
      {isSuppressed ? (
        <p className="max-w-prose pb-1">
          A count of the snapshot is below the limit of its cohort: its counts, shares and tests are
          not shown.
        </p>
      ) : null}
      <Table label={title}>
        <TableHead>
          <TableRow>
            <TableHeader sticky>Figure</TableHeader>
            <TableHeader numeric>Snapshot</TableHeader>
            <TableHeader numeric>Printed</TableHeader>
            <TableHeader numeric>Computed again</TableHeader>
            <TableHeader numeric>Difference (95% CI)</TableHeader>
            <TableHeader>Verdict</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.flatMap((row) =>
            row.figures.map((figure, index) => (
              <FigureLine key={figure.id} row={row} figure={figure} isFirst={index === 0} />
            )),
          )}
        </TableBody>
      </Table>
    </div>
  );
}

interface LineProps {
  row: ComparedRow;
  figure: ComparedFigure;
  isFirst: boolean;
}

/** What is to be said of a figure runs over the whole width below it, in view however far the table scrolls. */
function FigureLine({ row, figure, isFirst }: LineProps) {
  const { column, printed, clinic, recomputed, difference, verdict } = figure;
  const notes = notesOf(row, figure, isFirst);
  return (
    <>
      <tr className={clsx('h-9 align-bottom', notes.length === 0 && 'border-line border-b')}>
        <th
          scope="row"
          className="sticky left-0 min-w-36 max-w-72 bg-surface px-2 py-1.5 text-left font-normal"
        >
          <span className={isFirst ? undefined : 'sr-only'}>{row.label}</span>
          {column === '' ? null : (
            <span className="block pl-3 text-muted">
              <span className="sr-only">, </span>
              {column}
            </span>
          )}
        </th>
        <TableCell numeric className="whitespace-nowrap tabular-nums">
          {clinic.text ?? <span className="text-muted">—</span>}
        </TableCell>
        <TableCell numeric className="whitespace-nowrap tabular-nums">
          {printed}
          {verdict === 'misprint' ? <span className="text-amber"> (sic)</span> : null}
          {row.isDerived ? <span className="block text-muted">not printed, derived</span> : null}
        </TableCell>
        <TableCell numeric className="whitespace-nowrap tabular-nums">
          {recomputed === null ? (
            <span className="text-muted">—</span>
          ) : (
            <>
              {recomputed.text}
              {recomputed.method === null ? null : (
                <span className="block text-muted">
                  {methodWords[recomputed.method] ?? recomputed.method}
                </span>
              )}
            </>
          )}
        </TableCell>
        <TableCell numeric className="whitespace-nowrap tabular-nums">
          {difference ?? <span className="text-muted">—</span>}
        </TableCell>
        <TableCell>
          <VerdictBadge verdict={verdict} />
        </TableCell>
      </tr>
      {notes.length === 0 ? null : (
        <tr className="border-line border-b">
          <td colSpan={6} className="px-2 pb-2">
            {notes.map((note) => (
              <span
                key={note}
                className="sticky left-2 block w-max max-w-[min(65ch,calc(100vw-4rem))] pl-3 text-muted"
              >
                {note}
              </span>
            ))}
          </td>
        </tr>
      )}
    </>
  );
}

/** Each reason once, at the line it is about; what is said of the whole row stands at its first line. */
function notesOf(row: ComparedRow, figure: ComparedFigure, isFirst: boolean): string[] {
  const { clinic, why, issues } = figure;
  return [
    ...new Set([
      ...(why === null ? [] : [why]),
      ...(why === null && clinic.why !== null ? [clinic.why] : []),
      ...issues.map(({ sentence }) => sentence),
      ...(isFirst ? row.issues.map(({ sentence }) => sentence) : []),
    ]),
  ];
}
