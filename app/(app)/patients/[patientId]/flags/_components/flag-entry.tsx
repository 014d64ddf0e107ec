import type { Route } from 'next';
import Link from 'next/link';
import { SeverityBadge } from '@/app/_components/severity-badge';
import { SignatureLine } from '@/app/_components/signature-line';
import type { SignerName } from '@/lib/auth/signature';
import { proseDate } from '@/lib/dates/prose-date';
import { dispositionLabels, isSigned } from '@/lib/safety/dispositions';
import type { FlagEvidence } from '@/lib/safety/reconcile-flags';
import type { FlagView } from '@/lib/server/flags/queries';
import { CloseFlagButton } from './close-flag-button';

type Props = {
  flag: FlagView;
  title: string;
  patientId: string;
  /** Null where the person may not close it. */
  closer: SignerName | null;
};

/** What was found, by which rule, from which records; and what was done, or the button to say so. */
export function FlagEntry({ flag, title, patientId, closer }: Props) {
  const { severity, message, closing, raisedOn, actBy, whoActs, blocksDispensing } = flag;
  return (
    <li className="flex flex-col gap-1 border-line border-b py-3 first:pt-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SeverityBadge severity={severity} />
        <h2 className="font-semibold">{title}</h2>
        <span className="text-muted">
          raised {proseDate(raisedOn)}
          {flag.reopenedCount === 0 ? '' : `, reopened ${flag.reopenedCount}×`}
        </span>
        {closing === null && closer !== null ? (
          <span className="ml-auto">
            <CloseFlagButton
              flagId={flag.id}
              version={flag.version}
              title={title}
              signer={isSigned(severity) ? closer : null}
            />
          </span>
        ) : null}
      </div>
      <p>{message}</p>
      {closing === null ? (
        <p className="text-dense">
          A {whoActs} acts{actBy === null ? '' : ` by ${proseDate(actBy)}`}
          {blocksDispensing ? '; dispensing is blocked until this is closed' : ''}
          {closer !== null
            ? ''
            : `; ${severity === 'red' ? 'only a physician' : 'staff or a physician'} can close it`}
          .
        </p>
      ) : (
        <p className="text-dense">
          Closed {proseDate(closing.on)} by {closing.by}
          {closing.role === null ? '' : ` (${closing.role})`}:{' '}
          {dispositionLabels[closing.disposition].toLowerCase()}
          {closing.reason === null ? '' : `, ${closing.reason}`}
        </p>
      )}
      <FlagSignatures signatures={flag.signatures} />
      <EvidenceList evidence={flag.evidence} patientId={patientId} />
      <p className="text-dense text-muted">
        Rule {flag.ruleId}, version {flag.ruleVersion}. Source: {flag.source}
      </p>
    </li>
  );
}

/** What physicians signed about it, also before it was opened again. */
function FlagSignatures({ signatures }: { signatures: FlagView['signatures'] }) {
  return signatures.map(({ disposition, reason, signature }) => (
    <div key={signature.decisionId}>
      <p className="text-dense">
        Signed decision: {dispositionLabels[disposition].toLowerCase()}
        {reason === null ? '' : `, ${reason}`}
      </p>
      <SignatureLine signature={signature} />
    </div>
  ));
}

type EvidenceListProps = { evidence: readonly FlagEvidence[]; patientId: string };

const stateWords = { current: '', settled: ' (seen when closed)', withdrawn: ' (corrected since)' };

function EvidenceList({ evidence, patientId }: EvidenceListProps) {
  return (
    <ul className="text-dense">
      {evidence.flatMap((finding) =>
        finding.evidence.map(({ recordId, on, what, value, unit, limit }) => (
          <li key={`${finding.evidenceKey} ${recordId} ${what}`}>
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
            <span className="text-muted">{stateWords[finding.state]}</span>
          </li>
        )),
      )}
    </ul>
  );
}
