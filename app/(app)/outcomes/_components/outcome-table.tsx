import { Fragment } from 'react';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import {
  type OutcomeColumn,
  type OutcomeSummary,
  populationNames,
  type Share,
} from '@/lib/outcomes/outcome-summary';

/** Completers and intention to treat side by side, by arm; every number with what it is a part of. */
export function OutcomeTable({ summary }: { summary: OutcomeSummary }) {
  const { columns, sections, active } = summary;
  return (
    <section aria-labelledby="outcomes">
      <h2 id="outcomes" className="font-semibold text-large">
        Men with each outcome
      </h2>
      <p className="max-w-prose pb-2 text-muted">
        A man counts once in a line, however many operations or cycles he had.
        {active === 0
          ? null
          : ` ${active} ${active === 1 ? 'man is' : 'men are'} still on the protocol: what they come to can change.`}
      </p>
      <Table label="Outcomes by arm and population">
        <TableHead>
          <TableRow>
            <TableHeader sticky>Outcome</TableHeader>
            <TableHeader className="max-sm:hidden print:hidden">Part of</TableHeader>
            {columns.map((column) => (
              <ColumnHeader key={`${column.arm} ${column.population}`} column={column} />
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {sections.map(({ title, lines }) => (
            <Fragment key={title}>
              <TableRow>
                <th
                  scope="rowgroup"
                  colSpan={columns.length + 2}
                  className="px-2 pt-4 pb-1 text-left font-semibold"
                >
                  {title}
                </th>
              </TableRow>
              {lines.map(({ label, denominator, shares }) => (
                <TableRow key={`${label} ${denominator}`}>
                  <TableCell sticky className="min-w-40">
                    {label}
                    <span className="block text-muted sm:hidden print:block">of {denominator}</span>
                  </TableCell>
                  <TableCell className="min-w-36 text-muted max-sm:hidden print:hidden">
                    {denominator}
                  </TableCell>
                  {columns.map((column, index) => (
                    <TableCell key={`${column.arm} ${column.population}`} numeric>
                      <ShareText share={shares[index]} />
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </Fragment>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

function ColumnHeader({ column: { arm, population, men } }: { column: OutcomeColumn }) {
  return (
    <TableHeader numeric className="whitespace-normal! align-bottom">
      <span className="block text-ink">{arm}</span>
      <span className="block">{populationNames[population]}</span>
      <span className="block font-normal tabular-nums">
        {men} {population === 'completers' ? 'completed' : 'enrolled'}
      </span>
    </TableHeader>
  );
}

function ShareText({ share }: { share: Share | undefined }) {
  if (share === undefined || share.of === 0) {
    return <span className="text-muted">nobody</span>;
  }
  const { count, of, recorded } = share;
  if (recorded === 0) {
    return <span className="text-muted">not recorded</span>;
  }
  return (
    <span className="whitespace-nowrap tabular-nums">
      {count}/{of} <span className="text-muted">({((100 * count) / of).toFixed(1)}%)</span>
    </span>
  );
}
