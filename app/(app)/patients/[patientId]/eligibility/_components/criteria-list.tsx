import type { Route } from 'next';
import Link from 'next/link';
import { CriterionLine } from '@/app/_components/eligibility/criterion-line';
import { toCivilDate } from '@/lib/dates/civil-date';
import type { JudgedCriterion } from '@/lib/eligibility/evaluate-eligibility';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { describeRecord } from '@/lib/records/describe-record';

type Shown = Pick<
  JudgedCriterion,
  'key' | 'title' | 'kind' | 'met' | 'evidence' | 'explanation' | 'source' | 'proposal'
>;

type Props = {
  patientId: string;
  criteria: readonly Shown[];
  /** The same criteria judged by what is recorded now; null where they are that already. */
  again: readonly JudgedCriterion[] | null;
  records: readonly ClinicalRecord[];
};

/** Every criterion with what it rests on, and how it reads now. */
export function CriteriaList({ patientId, criteria, again, records }: Props) {
  return (
    <ul className="flex flex-col">
      {criteria.map((criterion) => (
        <CriterionLine key={criterion.key} criterion={criterion}>
          <p>{criterion.explanation}</p>
          <Evidence patientId={patientId} ids={criterion.evidence} records={records} />
          {again === null ? null : <Again then={criterion} now={again} />}
        </CriterionLine>
      ))}
    </ul>
  );
}

function Evidence({
  patientId,
  ids,
  records,
}: {
  patientId: string;
  ids: readonly string[];
  records: readonly ClinicalRecord[];
}) {
  const found = records.filter(({ id }) => ids.includes(id));
  if (found.length === 0) {
    return null;
  }
  return (
    <p>
      Evidence:{' '}
      {found.map((record, index) => (
        <span key={record.id}>
          {index === 0 ? '' : ', '}
          <Link
            href={`/patients/${patientId}/records/${record.id}` as Route}
            prefetch={false}
            className="text-accent underline underline-offset-2"
          >
            {describeRecord(record).title} {toCivilDate(record.on)}
          </Link>
          {record.voided ? ' (voided since)' : ''}
        </span>
      ))}
    </p>
  );
}

const words = {
  inclusion: { yes: 'met', no: 'not met', unknown: 'unknown' },
  exclusion: { yes: 'not present', no: 'present', unknown: 'unknown' },
} as const;

function Again({ then, now }: { then: Shown; now: readonly JudgedCriterion[] }) {
  const judged = now.find(({ key }) => key === then.key);
  if (judged === undefined) {
    return <p>Now: not asked.</p>;
  }
  if (judged.met === then.met && judged.explanation === then.explanation) {
    return null;
  }
  return (
    <p className="text-ink">
      Now: {words[judged.kind][judged.met]}. {judged.explanation}
    </p>
  );
}
