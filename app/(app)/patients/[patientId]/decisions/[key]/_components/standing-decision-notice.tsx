import { Notice } from '@/app/_components/ui/notice';
import type { DecisionView } from '@/lib/course/decision-view';
import { proseDate } from '@/lib/dates/prose-date';
import type { StandingDecision } from '@/lib/server/decisions/queries';

type Props = { decision: StandingDecision; options: DecisionView['options'] };

/** Who decided what, and whether what it rested on has been corrected since. */
export function StandingDecisionNotice({ decision, options }: Props) {
  const { chosen, decidedOn, effectiveOn, reason, by, role, transcribed, reopenReason } = decision;
  const title = options.find(({ key }) => key === chosen)?.title ?? chosen;
  const signature = transcribed ? 'transcribed from its source' : `signed by ${by} (${role})`;
  return (
    <Notice
      tone={reopenReason === null ? 'done' : 'amber'}
      title={
        reopenReason === null
          ? `Decided ${proseDate(decidedOn)}: ${title}`
          : `Decided ${proseDate(decidedOn)}: ${title}. What it rested on was corrected since.`
      }
    >
      <p>
        Effective {proseDate(effectiveOn)}, {signature}.
        {reason === null ? '' : ` Reason: ${reason}`}
      </p>
      {reopenReason === null ? null : <p>Correction: {reopenReason}</p>}
    </Notice>
  );
}
