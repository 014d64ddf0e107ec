import type { Route } from 'next';
import Link from 'next/link';
import type { MarkText } from './chart-mark';

interface MarkDetailsProps {
  readonly shown: MarkText | null;
  readonly recordPath: string;
  readonly recorders: Readonly<Record<string, string>>;
}

/** What is pointed at, in words; the same line for pointer and keyboard. */
export function MarkDetails({ shown, recordPath, recorders }: MarkDetailsProps) {
  if (shown === null) {
    return (
      <figcaption className="text-muted min-h-12 pt-2 text-dense print:hidden">
        Point at a mark, or press Tab and the arrow keys, to read it.
      </figcaption>
    );
  }
  const recordedBy = shown.recordId === null ? undefined : recorders[shown.recordId];
  return (
    <figcaption className="min-h-12 pt-2 text-dense print:hidden">
      <strong>{shown.label}</strong>
      <span className="text-muted">
        {' '}
        {shown.date}
        {shown.studyDay === null ? '' : `, study day ${shown.studyDay}`}
        {recordedBy === undefined ? '' : `, recorded by ${recordedBy}`}
      </span>
      <br />
      {shown.detail}{' '}
      {shown.recordId === null ? null : (
        <Link
          className="text-accent underline"
          href={recordPath.replace(':id', shown.recordId) as Route}
        >
          Open record
        </Link>
      )}
    </figcaption>
  );
}
