import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { memo } from 'react';
import { TableCell } from '@/app/_components/ui/table';
import type {
  LabFlowsheetCell,
  LabFlowsheetColumn,
  LabFlowsheetRow,
} from '@/lib/timeline/lab-flowsheet';
import { GradeMark } from '../../_components/grade-mark';
import { firstDoseLine } from './first-dose-line';
import type { CellPlace } from './use-cell-walk';

interface FlowsheetCellsProps {
  readonly row: LabFlowsheetRow;
  readonly index: number;
  readonly columns: readonly LabFlowsheetColumn[];
  /** Where the focus or the pointer is; null in every other row. */
  readonly activeColumn: number | null;
  /** Where Tab goes; null in every other row. */
  readonly tabStopColumn: number | null;
  readonly recordPath: string;
  readonly detailsId: string;
  readonly onShow: (place: CellPlace) => void;
}

/** One analyte. Drawn again only when the focus enters, leaves or moves in it. */
export const FlowsheetCells = memo(function FlowsheetCells(props: FlowsheetCellsProps) {
  const { row, index, columns, activeColumn, tabStopColumn } = props;
  return (
    <tr className="h-9 print:h-auto">
      <th
        scope="row"
        className="sticky left-0 z-10 border-line border-b bg-surface px-2 py-1.5 text-left font-normal print:static print:px-0.5 print:py-0.5"
      >
        {row.label} <span className="whitespace-nowrap text-muted">{row.unit}</span>
      </th>
      {row.cells.map((cell, column) => (
        <TableCell
          key={columns[column]?.recordId}
          numeric
          className={clsx(
            'whitespace-nowrap border-line border-b print:px-0.5 print:py-0.5',
            columns[column]?.isFirstUpToFirstDose && firstDoseLine,
          )}
        >
          {cell === null ? (
            <NotReported />
          ) : (
            <Result
              cell={cell}
              row={row}
              on={columns[column]?.on ?? ''}
              href={props.recordPath.replace(':id', columns[column]?.recordId ?? '') as Route}
              place={{ row: index, column }}
              isTabStop={column === tabStopColumn}
              describedBy={column === activeColumn ? props.detailsId : undefined}
              onShow={props.onShow}
            />
          )}
        </TableCell>
      ))}
    </tr>
  );
});

/** Most cells of a sparse table are like this: seen as nothing, read out in words. */
function NotReported() {
  return <span className="sr-only">not reported</span>;
}

interface ResultProps {
  readonly cell: LabFlowsheetCell;
  readonly row: LabFlowsheetRow;
  readonly on: string;
  readonly href: Route;
  readonly place: CellPlace;
  readonly isTabStop: boolean;
  readonly describedBy: string | undefined;
  readonly onShow: (place: CellPlace) => void;
}

function Result({ cell, row, on, href, place, isTabStop, describedBy, onShow }: ResultProps) {
  const { text, otherUnit, position, grade, isBaseline } = cell;
  const Arrow = position === 'high' ? ArrowUp : ArrowDown;
  const show = () => onShow(place);
  return (
    <Link
      href={href}
      prefetch={false}
      data-cell={`${place.row} ${place.column}`}
      tabIndex={isTabStop ? 0 : -1}
      aria-describedby={describedBy}
      onFocus={show}
      onPointerEnter={show}
      className="-mx-1 inline-flex min-h-6 items-center gap-1 rounded-sm px-1 hover:bg-hover print:mx-0 print:min-h-0 print:gap-0.5 print:px-0"
    >
      <span className="sr-only">
        {row.label} on {on}:
      </span>
      {isBaseline ? (
        <span className="text-muted text-small print:text-[length:inherit]">
          <span aria-hidden>B</span>
          <span className="sr-only">baseline</span>
        </span>
      ) : null}
      <span className={position === null ? undefined : 'font-semibold'}>
        {position === null ? null : (
          <>
            <Arrow aria-hidden className="inline size-3.5" />
            <span className="sr-only">{position} </span>
          </>
        )}
        {text}
      </span>
      {otherUnit === null ? (
        <span className="sr-only">{row.unit}</span>
      ) : (
        <span className="text-muted">{otherUnit}</span>
      )}
      {/* As wide without a grade, so that the digits stand under each other. */}
      <span className="inline-flex w-7 print:w-4">
        {grade === null ? null : <GradeMark grade={grade} />}
      </span>
    </Link>
  );
}
