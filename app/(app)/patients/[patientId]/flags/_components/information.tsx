import type { Route } from 'next';
import Link from 'next/link';
import { SeverityBadge } from '@/app/_components/severity-badge';
import type { SafetyFinding } from '@/lib/safety/evaluate-safety';

type Props = { findings: readonly SafetyFinding[]; patientId: string };

/** What the rules only inform about asks nobody to act and is no flag; the newest of each rule. */
export function Information({ findings, patientId }: Props) {
  const newest = new Map(
    findings
      .filter(({ severity }) => severity === 'info')
      .map((finding) => [finding.ruleId, finding]),
  );
  if (newest.size === 0) {
    return null;
  }
  return (
    <section aria-labelledby="information-title">
      <h2 id="information-title" className="pb-1 font-semibold">
        For information
      </h2>
      <ul className="text-dense">
        {[...newest.values()].map((finding) => (
          <li key={finding.ruleId} className="border-line border-b py-1.5">
            <SeverityBadge severity="info" /> {finding.title},{' '}
            <FindingDay finding={finding} patientId={patientId} />: {finding.message}
          </li>
        ))}
      </ul>
    </section>
  );
}

function FindingDay({ finding, patientId }: { finding: SafetyFinding; patientId: string }) {
  const recordId = finding.evidence[0]?.recordId ?? null;
  return recordId === null ? (
    finding.raisedOn
  ) : (
    <Link
      href={`/patients/${patientId}/records/${recordId}` as Route}
      prefetch={false}
      className="text-accent underline underline-offset-2"
    >
      {finding.raisedOn}
    </Link>
  );
}
