import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { settledOf } from '@/lib/outcomes/deviation';
import type { TimelinessLine } from '@/lib/server/deviations/queries';

const shares = [
  ['onTime', 'On time'],
  ['early', 'Early'],
  ['late', 'Late'],
  ['missed', 'Missed'],
  ['closed', 'Closed'],
] as const;

/** How each requirement was kept; the shares are of what was done or can no longer be. */
export function TimelinessTable({ timeliness }: { timeliness: readonly TimelinessLine[] }) {
  if (timeliness.length === 0) {
    return null;
  }
  const deviating = timeliness.filter(({ deviations }) => deviations > 0);
  const kept = timeliness.filter(({ deviations }) => deviations === 0);
  return (
    <section aria-labelledby="timeliness">
      <h2 id="timeliness" className="font-semibold text-large">
        By requirement
      </h2>
      <p className="max-w-prose pb-2 text-muted">
        Shares are of what was done or can no longer be done. Waived ones count in no share; off
        plan are those among the done ones that a person linked.
      </p>
      {deviating.length === 0 ? null : (
        <Rows label="Requirements with a deviation" timeliness={deviating} />
      )}
      {kept.length === 0 ? null : (
        <details className="pt-2">
          <summary className="cursor-pointer text-accent">
            {kept.length} {kept.length === 1 ? 'requirement' : 'requirements'} without a deviation
          </summary>
          <Rows label="Requirements without a deviation" timeliness={kept} />
        </details>
      )}
    </section>
  );
}

function Rows({ label, timeliness }: { label: string; timeliness: readonly TimelinessLine[] }) {
  return (
    <Table label={label}>
      <TableHead>
        <TableRow>
          <TableHeader sticky>Requirement</TableHeader>
          <TableHeader>Treatment</TableHeader>
          <TableHeader numeric>Done or missed</TableHeader>
          {shares.map(([key, name]) => (
            <TableHeader key={key} numeric>
              {name}
            </TableHeader>
          ))}
          <TableHeader numeric>Waived</TableHeader>
          <TableHeader numeric>Off plan</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {timeliness.map((row) => (
          <TableRow key={`${row.protocol} ${row.requirement}`}>
            <TableCell sticky className="min-w-40 font-medium">
              {row.title}
            </TableCell>
            <TableCell className="min-w-40 text-muted">{row.treatment}</TableCell>
            <TableCell numeric className="tabular-nums">
              {settledOf(row)}
            </TableCell>
            {shares.map(([key]) => (
              <TableCell key={key} numeric className="whitespace-nowrap tabular-nums">
                <ShareText count={row[key]} of={settledOf(row)} />
              </TableCell>
            ))}
            <TableCell numeric className="tabular-nums">
              {row.waived}
            </TableCell>
            <TableCell numeric className="tabular-nums">
              {row.offPlan}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function ShareText({ count, of }: { count: number; of: number }) {
  return (
    <>
      {count}
      {of === 0 ? null : <span className="text-muted"> ({((100 * count) / of).toFixed(0)}%)</span>}
    </>
  );
}
