import { SeverityBadge } from '@/app/_components/severity-badge';
import { severityRank } from '@/lib/protocols/safety-rule-schema';
import type { SafetyUnknown } from '@/lib/safety/evaluate-safety';

/** What the rules could not judge; the worst that it might be comes first. */
export function UnansweredRules({ unknowns }: { unknowns: readonly SafetyUnknown[] }) {
  if (unknowns.length === 0) {
    return null;
  }
  const worstFirst = unknowns.toSorted(
    (a, b) => severityRank(b.severity) - severityRank(a.severity),
  );
  return (
    <section aria-labelledby="unknown-title">
      <h2 id="unknown-title" className="pb-1 font-semibold">
        Rules that cannot say
      </h2>
      <ul className="text-dense">
        {worstFirst.map(({ ruleId, title, on, severity, reason }) => (
          <li key={ruleId} className="border-line border-b py-1.5">
            <span className="text-muted">might be</span> <SeverityBadge severity={severity} />{' '}
            {title}, {on}: {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
