'use client';

import { clsx } from 'clsx';
import { useId } from 'react';
import { Table, TableBody, TableHead, TableHeader } from '@/app/_components/ui/table';
import type {
  LabFlowsheet,
  LabFlowsheetColumn,
  LabFlowsheetRow,
} from '@/lib/timeline/lab-flowsheet';
import { ColumnHeader } from './column-header';
import { firstDoseLine } from './first-dose-line';
import { FlowsheetCells } from './flowsheet-cells';
import { type CellPlace, useCellWalk } from './use-cell-walk';

interface FlowsheetTableProps {
  readonly sheet: LabFlowsheet;
  /** Address of a record, with `:id` where its id goes. */
  readonly recordPath: string;
}

/** Analytes down, reports across; each result leads to its report, each date too. */
export function FlowsheetTable({ sheet: { columns, groups }, recordPath }: FlowsheetTableProps) {
  const rows = groups.flatMap((group) => group.rows);
  const { table, active, tabStop, setActive, onKeyDown } = useCellWalk(
    rows.map(({ cells }) => cells.map((cell) => cell !== null)),
  );
  const detailsId = useId();
  return (
    <>
      <Table
        ref={table}
        label="Lab results by date"
        scrollsDown
        className="w-auto! border-separate! border-spacing-0 print:text-[0.59rem]/3"
        onKeyDown={onKeyDown}
      >
        <TableHead className="sticky top-0 z-20 print:static">
          <tr>
            <TableHeader
              sticky
              className="z-30 w-28 min-w-28 border-line-strong border-b align-bottom sm:min-w-44 print:static print:min-w-24 print:px-0.5"
            >
              Analyte
            </TableHeader>
            {columns.map((column) => (
              <ColumnHeader key={column.recordId} column={column} recordPath={recordPath} />
            ))}
          </tr>
        </TableHead>
        {groups.map(({ name, rows: own }) => (
          <TableBody key={name}>
            <tr>
              <th
                scope="rowgroup"
                className="sticky left-0 z-10 bg-surface px-2 pt-3 pb-1 text-left font-semibold print:static print:px-0.5 print:pt-1 print:pb-0"
              >
                {name}
              </th>
              {columns.map(({ recordId, isFirstUpToFirstDose }) => (
                <td key={recordId} className={clsx(isFirstUpToFirstDose && firstDoseLine)} />
              ))}
            </tr>
            {own.map((row) => {
              const index = rows.indexOf(row);
              const placeIn = (place: typeof active) =>
                place?.row === index ? place.column : null;
              return (
                <FlowsheetCells
                  key={row.analyte}
                  row={row}
                  index={index}
                  columns={columns}
                  activeColumn={placeIn(active)}
                  tabStopColumn={placeIn(tabStop)}
                  recordPath={recordPath}
                  detailsId={detailsId}
                  onShow={setActive}
                />
              );
            })}
          </TableBody>
        ))}
      </Table>
      <CellDetails id={detailsId} shown={active && shownAt(active, columns, rows)} />
    </>
  );
}

function shownAt(
  { row, column }: CellPlace,
  columns: readonly LabFlowsheetColumn[],
  rows: readonly LabFlowsheetRow[],
) {
  const shownRow = rows[row];
  const cell = shownRow?.cells[column];
  const report = columns[column];
  return shownRow && cell && report ? { row: shownRow, cell, report } : null;
}

interface CellDetailsProps {
  readonly id: string;
  readonly shown: ReturnType<typeof shownAt>;
}

/** The result that is pointed at, in words; the same line for pointer and keyboard. */
function CellDetails({ id, shown }: CellDetailsProps) {
  if (shown === null) {
    return (
      <p className="min-h-10 text-dense text-muted print:hidden">
        Point at a result, or press Tab and the arrow keys, to read its range and grade; Enter opens
        its report.
      </p>
    );
  }
  const { row, cell, report } = shown;
  return (
    <p className="min-h-10 text-dense print:hidden">
      <strong>
        {row.label} {cell.text} {cell.otherUnit ?? row.unit}
      </strong>{' '}
      <span className="text-muted">
        {report.on}
        {report.studyDay === null ? '' : `, study day ${report.studyDay}`}, {report.laboratory}
      </span>
      <br />
      <span id={id}>{cell.about}</span>
    </p>
  );
}
