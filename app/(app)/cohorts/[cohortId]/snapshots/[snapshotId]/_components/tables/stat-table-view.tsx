import { clsx } from 'clsx';
import { Table, TableBody, TableCell, TableHead, TableHeader } from '@/app/_components/ui/table';
import type { StatCell, StatRow, StatTable } from '@/lib/analysis/tables/stat-table';
import { tableAsTsv } from '@/lib/analysis/tables/stat-table';
import type { PrintedColumn } from '@/lib/literature/printed-beside';
import { CopyTable } from './copy-table';

type Props = {
  table: StatTable;
  /** Its number among the tables of the page. */
  number: number;
  isCopyable: boolean;
  heading: 'h2' | 'h3';
  /** What the paper of the protocol prints of the same rows. */
  printed?: PrintedColumn | null;
};

/** As in a journal: a title, who is counted, rules above and below, and the footnotes under it. */
export function StatTableView(props: Props) {
  const { table, number, isCopyable, heading: Heading, printed = null } = props;
  const title = `Table ${number}. ${table.title}`;
  return (
    <div id={`table-${table.id}`} className="flex flex-col gap-1">
      <div className="flex break-after-avoid flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <Heading className="font-semibold">{title}</Heading>
          <p className="text-dense text-muted">{table.scope}</p>
        </div>
        {isCopyable && table.sentence === null ? (
          <CopyTable text={tableAsTsv(table)} name={title} />
        ) : null}
      </div>
      {table.sentence === null ? (
        <Rows table={table} label={title} printed={printed} />
      ) : (
        <p className="max-w-prose border-line-strong border-y py-3">{table.sentence}</p>
      )}
      {table.sentence === null ? <Footnotes table={table} /> : null}
    </div>
  );
}

type RowsProps = { table: StatTable; label: string; printed: PrintedColumn | null };

function Rows({ table, label, printed }: RowsProps) {
  return (
    <Table label={label} className="border-line-strong border-y">
      <TableHead>
        <tr className="border-line-strong border-b align-bottom">
          <TableHeader sticky>{table.rowHeader}</TableHeader>
          {table.columns.map(({ key, label: head, detail }) => (
            <TableHeader key={key} numeric className="whitespace-normal text-ink">
              {head}
              {detail === undefined ? null : (
                <span className="block font-normal text-muted">{detail}</span>
              )}
            </TableHeader>
          ))}
          {printed === null ? null : <TableHeader numeric>{printed.head}</TableHeader>}
        </tr>
      </TableHead>
      <TableBody>
        {table.rows.map((row) => (
          <Row key={row.key} row={row} printed={printed} />
        ))}
      </TableBody>
    </Table>
  );
}

type RowProps = { row: StatRow; printed: PrintedColumn | null };

function Row({ row: { key, header, isDetail, cells }, printed }: RowProps) {
  return (
    <tr className={clsx('align-top', isDetail ? 'break-before-avoid' : 'border-line border-t')}>
      <th
        scope="row"
        className={clsx(
          'sticky left-0 min-w-44 max-w-md bg-surface py-1.5 pr-2 text-left font-normal',
          isDetail ? 'pl-6 text-muted' : 'pl-2',
        )}
      >
        {header}
      </th>
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place in the row
        <TableCell key={index} numeric className={cellStyle(cell)}>
          {cell.text}
          {cell.mark === undefined ? null : (
            <sup className="ml-0.5">
              <span className="sr-only">footnote </span>
              {cell.mark}
            </sup>
          )}
        </TableCell>
      ))}
      {printed === null ? null : (
        <TableCell numeric className="whitespace-nowrap py-1 text-muted tabular-nums">
          {printed.linesOf(key).map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
        </TableCell>
      )}
    </tr>
  );
}

/** Numbers keep together; words may break. */
function cellStyle({ isWords }: StatCell): string {
  return clsx('tabular-nums', isWords ? 'text-muted' : 'whitespace-nowrap');
}

function Footnotes({ table: { footnotes } }: { table: StatTable }) {
  return (
    <ul className="max-w-4xl text-dense text-muted">
      {footnotes.map(({ mark, text }) => (
        <li key={text}>
          {mark === undefined ? null : <sup className="mr-0.5">{mark}</sup>}
          {text}
        </li>
      ))}
    </ul>
  );
}
