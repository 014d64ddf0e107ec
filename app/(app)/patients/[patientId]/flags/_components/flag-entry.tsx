import type { Route } from 'next';
import { SeverityBadge } from '@/app/_components/severity-badge';
import { SignatureLine } from '@/app/_components/signature-line';
import { TimeToAct } from '@/app/_components/time-to-act';
import { LinkButton } from '@/app/_components/ui/link-button';
import type { SignerName } from '@/lib/auth/signature';
import type { CivilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import { describeSource } from '@/lib/protocols/describe-source';
import { dispositionLabels, isSigned } from '@/lib/safety/dispositions';
import { therapyStepLabels, therapyStepPath } from '@/lib/safety/next-step';
import { type FlagEvidence, isEvidenceWithdrawn } from '@/lib/safety/reconcile-flags';
import { daysPastTimeToAct, isEscalated } from '@/lib/safety/time-to-act';
import type { FlagView } from '@/lib/server/flags/queries';
import { CloseFlagButton } from './close-flag-button';
import { EvidenceItem } from './evidence-item';

type Props = {
  flag: FlagView;
  patientId: string;
  today: CivilDate;
  mayChangeTherapy: boolean;
  /** Null where the person may not close it. */
  closer: SignerName | null;
};

/** What was found, by which rule, from which records; and what was done, or the button to say so. */
export function FlagEntry({ flag, patientId, today, mayChangeTherapy, closer }: Props) {
  const { title, severity, message, closing, raisedOn, actBy, whoActs, blocksDispensing } = flag;
  return (
    <li className="flex flex-col gap-1 border-line border-b py-3 first:pt-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SeverityBadge severity={severity} />
        <h2 className="font-semibold">{title}</h2>
        <span className="text-muted">
          raised {proseDate(raisedOn)}
          {flag.reopenedCount === 0 ? '' : `, reopened ${flag.reopenedCount}×`}
        </span>
        {closing === null ? (
          <TimeToAct
            daysPastTimeToAct={daysPastTimeToAct(flag, today)}
            isEscalated={isEscalated(flag, today)}
          />
        ) : null}
        {closing === null ? (
          <span className="ml-auto flex flex-wrap gap-2">
            {flag.proposes !== null && mayChangeTherapy ? (
              <LinkButton
                href={therapyStepPath(patientId, flag.id, flag.proposes) as Route}
                prefetch={false}
                size="small"
                aria-label={`${therapyStepLabels[flag.proposes]}: ${title}`}
              >
                {therapyStepLabels[flag.proposes]}
              </LinkButton>
            ) : null}
            {closer === null ? null : (
              <CloseFlagButton
                flagId={flag.id}
                patientId={patientId}
                version={flag.version}
                title={title}
                signer={isSigned(severity) ? closer : null}
              />
            )}
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
      {closing === null && isEvidenceWithdrawn(flag.evidence) ? (
        <p className="text-dense">
          The evidence has been corrected away; the flag stays until it is closed.
        </p>
      ) : null}
      <EvidenceList evidence={flag.evidence} patientId={patientId} />
      <FlagHistory history={flag.history} />
      <p className="text-dense text-muted">
        Rule {flag.ruleId}, version {flag.ruleVersion}. Source: {describeSource(flag.source)}
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

const stateWords = {
  current: '',
  settled: ' (seen when closed)',
  withdrawn: ' (corrected since; it still asks for a decision)',
  past: ' (corrected before it was closed)',
};

function EvidenceList({ evidence, patientId }: EvidenceListProps) {
  return (
    <ul className="text-dense">
      {evidence.flatMap((finding) =>
        finding.evidence.map((item) => (
          <EvidenceItem
            key={`${finding.state} ${finding.evidenceKey} ${item.recordId} ${item.what}`}
            item={item}
            patientId={patientId}
            state={stateWords[finding.state]}
          />
        )),
      )}
    </ul>
  );
}

/** By the audit trail; the current state stands above. */
function FlagHistory({ history }: { history: FlagView['history'] }) {
  return (
    <details className="text-dense">
      <summary className="cursor-pointer text-muted">History</summary>
      <ol className="pt-1">
        {history.map(({ id, at, by, role, what }) => (
          <li key={id}>
            {at}, {by}
            {role === null ? '' : ` (${role})`}: {what}
          </li>
        ))}
      </ol>
    </details>
  );
}
