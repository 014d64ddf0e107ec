import { clsx } from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import { TableHeader } from '@/app/_components/ui/table';
import type { LabFlowsheetColumn } from '@/lib/timeline/lab-flowsheet';
import { firstDoseLine } from './first-dose-line';

type Props = { column: LabFlowsheetColumn; recordPath: string };

/** Date, study day and laboratory of a report. */
export function ColumnHeader({ column, recordPath }: Props) {
  const { recordId, on, studyDay, laboratory, isBaseline, isFirstUpToFirstDose } = column;
  return (
    <TableHeader
      numeric
      className={clsx(
        'border-line-strong border-b align-bottom font-normal! print:px-0.5',
        isFirstUpToFirstDose && firstDoseLine,
      )}
    >
      {isBaseline ? (
        <span className="block font-medium text-ink text-small print:text-[length:inherit]">
          Baseline
        </span>
      ) : null}
      <Link
        href={recordPath.replace(':id', recordId) as Route}
        prefetch={false}
        className="font-medium text-accent underline-offset-2 hover:underline"
      >
        {on}
      </Link>
      <span className="block text-small print:text-[length:inherit]">
        {studyDay === null ? 'no first dose' : `day ${studyDay}`}
      </span>
      <span
        className="block max-w-24 truncate text-small print:max-w-16 print:text-[length:inherit]"
        title={laboratory}
      >
        {laboratory}
      </span>
    </TableHeader>
  );
}
