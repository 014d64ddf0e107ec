import type { Route } from 'next';
import Link from 'next/link';
import type { Evidence } from '@/lib/safety/judgment';

type Props = { item: Evidence; patientId: string; state?: string };

/** One thing that met a rule, with the way to the record that says so. */
export function EvidenceItem({ item, patientId, state = '' }: Props) {
  const { recordId, on, what, value, unit, limit } = item;
  return (
    <li>
      {recordId === null ? (
        on
      ) : (
        <Link
          href={`/patients/${patientId}/records/${recordId}` as Route}
          prefetch={false}
          className="text-accent underline underline-offset-2"
        >
          {on}
        </Link>
      )}{' '}
      {what}: {value}
      {unit === null ? '' : <span className="text-muted"> {unit}</span>}
      {limit === null ? '' : `, limit ${limit}`}
      <span className="text-muted">{state}</span>
    </li>
  );
}
