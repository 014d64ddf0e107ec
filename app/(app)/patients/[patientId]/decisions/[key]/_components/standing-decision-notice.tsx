import { SignatureLine } from '@/app/_components/signature-line';
import { Notice } from '@/app/_components/ui/notice';
import type { DecisionView } from '@/lib/course/decision-view';
import { proseDate } from '@/lib/dates/prose-date';
import type { StandingDecision } from '@/lib/server/decisions/queries';

type Props = { decision: StandingDecision; options: DecisionView['options'] };

/** What was decided, by whose signature, and whether what it rested on has been corrected since. */
export function StandingDecisionNotice({ decision, options }: Props) {
  const { chosen, decidedOn, effectiveOn, reason, signature, reopenReason } = decision;
  const title = options.find(({ key }) => key === chosen)?.title ?? chosen;
  return (
    <Notice
      tone={toneOf(decision)}
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
      <SignatureLine signature={signature} />
    </Notice>
  );
}

function toneOf({ signature, reopenReason }: StandingDecision): 'red' | 'amber' | 'done' {
  if (!signature.isIntact) {
    return 'red';
  }
  return reopenReason === null ? 'done' : 'amber';
}
