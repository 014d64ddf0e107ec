import { Circle, CircleDot, type LucideIcon, MoveRight } from 'lucide-react';
import { Fragment } from 'react';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { describeSource } from '@/lib/protocols/describe-source';
import { requirementKindNames } from '@/lib/protocols/requirement-kind-names';
import {
  type ScheduleCell,
  type ScheduleMark,
  type ScheduleOfActivities,
  type ScheduleRow,
  scheduleMarks,
} from '@/lib/protocols/schedule-of-activities';

const marks: Record<ScheduleMark, { icon: LucideIcon; meaning: string; color: string }> = {
  asked: { icon: CircleDot, meaning: 'asked', color: 'text-accent' },
  branch: { icon: Circle, meaning: 'asked on a branch only', color: 'text-muted' },
  continuing: { icon: MoveRight, meaning: 'goes on', color: 'text-muted' },
};

type Props = { schedule: ScheduleOfActivities };

/**
 * Requirements down, time points across, with the permitted window in each cell; the first column stays in view.
 * On paper the sources stand in the table of requirements only.
 */
export function ScheduleGrid({ schedule }: Props) {
  const { columnGroups, rowGroups } = schedule;
  const columns = columnGroups.flatMap((group) =>
    group.columns.map((column, index) => ({ ...column, startsGroup: index === 0 })),
  );
  return (
    <>
      <ul className="flex flex-wrap gap-x-6 gap-y-1 pb-2 text-dense text-muted">
        {scheduleMarks.map((mark) => (
          <li key={mark} className="inline-flex items-center gap-1">
            <Mark mark={mark} /> {marks[mark].meaning}
          </li>
        ))}
        <li>days before and after: the permitted window</li>
      </ul>
      <Table label="Schedule of activities" className="print:text-[9px] print:leading-tight">
        <TableHead>
          <TableRow>
            <TableHeader sticky rowSpan={2} className="align-bottom">
              Requirement
            </TableHeader>
            {columnGroups.map(({ title, columns: ofGroup }) => (
              <TableHeader
                key={title}
                scope="colgroup"
                colSpan={ofGroup.length}
                className="min-w-28 border-line border-l text-center! whitespace-normal! print:min-w-0"
              >
                {title}
              </TableHeader>
            ))}
            <TableHeader rowSpan={2} className="border-line border-l align-bottom print:hidden">
              Source
            </TableHeader>
          </TableRow>
          <TableRow>
            {columns.map(({ key, label, startsGroup }) => (
              <TableHeader
                key={key}
                className={
                  startsGroup
                    ? 'border-line border-l px-1.5 text-center! print:px-0.5'
                    : 'px-1.5 text-center! print:px-0.5'
                }
              >
                {label}
              </TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rowGroups.map(({ kind, rows }) => (
            <Fragment key={kind}>
              <TableRow className="bg-sunken">
                <TableHeader scope="rowgroup" sticky className="text-ink">
                  {requirementKindNames[kind]}
                </TableHeader>
                <td colSpan={columns.length + 1} />
              </TableRow>
              {rows.map((row) => (
                <TableRow key={row.key} className="align-top">
                  <RowTitle row={row} />
                  {columns.map(({ key, startsGroup }) => (
                    <TableCell
                      key={key}
                      className={
                        startsGroup
                          ? 'border-line border-l px-1.5 text-center!'
                          : 'px-1.5 text-center!'
                      }
                    >
                      <Cell cell={row.cells[key]} />
                    </TableCell>
                  ))}
                  <TableCell className="min-w-96 border-line border-l text-muted print:hidden">
                    {describeSource(row.source)}
                  </TableCell>
                </TableRow>
              ))}
            </Fragment>
          ))}
        </TableBody>
      </Table>
    </>
  );
}

function RowTitle({ row: { title, conditions } }: { row: ScheduleRow }) {
  return (
    <TableHeader
      scope="row"
      sticky
      className="min-w-36 max-w-36 whitespace-normal! bg-surface! text-ink! sm:min-w-56 sm:max-w-56 print:min-w-0"
    >
      {title}
      {conditions.map((condition) => (
        <span key={condition} className="block font-normal text-muted max-sm:text-small">
          {condition}
        </span>
      ))}
    </TableHeader>
  );
}

/** Empty where nothing is asked: a grid is read by its marks. */
function Cell({ cell }: { cell: ScheduleCell | undefined }) {
  return cell === undefined ? null : (
    <>
      <Mark mark={cell.mark} />
      <span className="sr-only">{marks[cell.mark].meaning}, </span>
      <span className="block whitespace-nowrap text-muted text-small print:text-[8px] print:leading-tight">
        {cell.note}
      </span>
    </>
  );
}

function Mark({ mark }: { mark: ScheduleMark }) {
  const { icon: Icon, color } = marks[mark];
  return <Icon aria-hidden className={`inline size-4 ${color}`} />;
}
