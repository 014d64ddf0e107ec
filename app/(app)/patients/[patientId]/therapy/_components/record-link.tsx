import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';

type Props = { patientId: string; recordId: string; children: ReactNode };

/** To the record behind a line, where it is corrected. */
export function RecordLink({ patientId, recordId, children }: Props) {
  return (
    <Link
      href={`/patients/${patientId}/records/${recordId}` as Route}
      className="underline decoration-line-strong underline-offset-2 hover:decoration-current"
    >
      {children}
    </Link>
  );
}
