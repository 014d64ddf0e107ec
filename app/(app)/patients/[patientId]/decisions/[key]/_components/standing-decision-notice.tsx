import type { Route } from 'next';
import Link from 'next/link';
import { SignatureLine } from '@/app/_components/signature-line';
import { Notice } from '@/app/_components/ui/notice';
import type { DecisionView } from '@/lib/course/decision-view';
import { proseDate } from '@/lib/dates/prose-date';
import type { StandingDecision } from '@/lib/server/decisions/queries';

type Props = {
  patientId: string;
  decision: StandingDecision;
  options: DecisionView['options'];
  /** What a signed stop still asks for. */
  unrecordedStop: string | null;
};

/** What was decided, by whose signature, and whether what it rested on has been corrected since. */
export function StandingDecisionNotice(props: Props) {
  const { patientId, decision, options, unrecordedStop } = props;
  const { chosen, decidedOn, effectiveOn, reason, signature, reopenReason } = decision;
  const title = options.find(({ key }) => key === chosen)?.title ?? chosen;
  return (
    <Notice
      tone={toneOf(decision, unrecordedStop)}
      title={
        reopenReason === null
          ? `Decided ${proseDate(decidedOn)}: ${title}`
          : `Decided ${proseDate(decidedOn)}: ${title}. What it rested on was corrected since.`
      }
    >
      <p>
        Effective {proseDate(effectiveOn)}.{reason === null ? '' : ` Reason: ${reason}`}
      </p>
      {reopenReason === null ? null : <p>Changed since signed: {reopenReason}</p>}
      {unrecordedStop === null ? null : (
        <p>
          {unrecordedStop}{' '}
          <Link
            href={`/patients/${patientId}/therapy` as Route}
            className="underline underline-offset-2"
          >
            Record the stop
          </Link>
        </p>
      )}
      <SignatureLine signature={signature} />
    </Notice>
  );
}

function toneOf(
  { signature, reopenReason }: StandingDecision,
  unrecordedStop: string | null,
): 'red' | 'amber' | 'done' {
  if (!signature.isIntact) {
    return 'red';
  }
  return reopenReason === null && unrecordedStop === null ? 'done' : 'amber';
}
