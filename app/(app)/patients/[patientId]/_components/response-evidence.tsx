import type { Route } from 'next';
import Link from 'next/link';
import { toCivilDate } from '@/lib/dates/civil-date';
import { describeRecord } from '@/lib/records/describe-record';
import type { Chart } from '@/lib/server/patients/load-chart';

/** The records that decide the response, each with what it found; nothing where none does. */
export function ResponseEvidence({ chart }: { chart: Chart }) {
  const { evaluation, loaded, patient } = chart;
  const evidence = loaded.course.records.filter(({ id }) =>
    evaluation.response.evidence.includes(id),
  );
  return evidence.length === 0 ? null : (
    <ul aria-label="Evidence" className="text-dense">
      {evidence.map((record) => (
        <li key={record.id}>
          <Link
            href={`/patients/${patient.id}/records/${record.id}` as Route}
            prefetch={false}
            className="text-accent underline underline-offset-2"
          >
            {toCivilDate(record.on)}
          </Link>{' '}
          {describeRecord(record).title}: {describeRecord(record).summary}
        </li>
      ))}
    </ul>
  );
}
