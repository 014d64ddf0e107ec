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
  return (
    <section aria-labelledby="timeliness">
      <h2 id="timeliness" className="font-semibold text-large">
        By requirement
      </h2>
      <p className="max-w-prose pb-2 text-muted">
        Shares are of what was done or can no longer be done. Waived ones count in no share; off
        plan are those among the done ones that a person linked.
      </p>
      <Table label="How each requirement was kept">
        <TableHead>
          <TableRow>
            <TableHeader sticky>Requirement</TableHeader>
            <TableHeader>Protocol</TableHeader>
            <TableHeader numeric>Done or missed</TableHeader>
            {shares.map(([key, label]) => (
              <TableHeader key={key} numeric>
                {label}
              </TableHeader>
            ))}
            <TableHeader numeric>Waived</TableHeader>
            <TableHeader numeric>Off plan</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {timeliness.map((row) => {
            const settled = settledOf(row);
            return (
              <TableRow key={`${row.protocol} ${row.requirement}`}>
                <TableCell sticky className="min-w-40 font-medium">
                  {row.title}
                </TableCell>
                <TableCell className="whitespace-nowrap text-muted">{row.protocolTitle}</TableCell>
                <TableCell numeric className="tabular-nums">
                  {settled}
                </TableCell>
                {shares.map(([key]) => (
                  <TableCell key={key} numeric className="whitespace-nowrap tabular-nums">
                    {row[key]}
                    {settled === 0 ? null : (
                      <span className="text-muted">
                        {' '}
                        ({((100 * row[key]) / settled).toFixed(0)}%)
                      </span>
                    )}
                  </TableCell>
                ))}
                <TableCell numeric className="tabular-nums">
                  {row.waived}
                </TableCell>
                <TableCell numeric className="tabular-nums">
                  {row.offPlan}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </section>
  );
}
