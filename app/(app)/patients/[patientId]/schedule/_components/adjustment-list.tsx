import type { AdjustmentView } from '@/lib/server/plan/queries';
import { WithdrawButton } from './withdraw-button';

type Props = {
  adjustments: readonly AdjustmentView[];
  titles: Readonly<Record<string, string>>;
  mayWithdraw: boolean;
};

const verbs: Readonly<Record<AdjustmentView['kind'], string>> = {
  reschedule: 'moved to',
  waiver: 'waived',
  closure: 'closed as missed on',
  link: 'linked to a record by hand',
};

/** What people changed about the plan, with the way back. */
export function AdjustmentList({ adjustments, titles, mayWithdraw }: Props) {
  return adjustments.length === 0 ? null : (
    <section aria-labelledby="adjustments-title">
      <h2 id="adjustments-title" className="pb-1 font-semibold">
        Changed by hand
      </h2>
      <ul className="text-dense">
        {adjustments.map(({ id, kind, occurrenceKey, on, reason, by, madeOn }) => {
          const title = titles[occurrenceKey] ?? occurrenceKey;
          return (
            <li key={id} className="flex flex-wrap items-center gap-x-3 border-line border-b py-1">
              <span>
                {title} {verbs[kind]} {on}: {reason}{' '}
                <span className="text-muted">
                  ({by}, {madeOn})
                </span>
              </span>
              {mayWithdraw ? (
                <span className="ml-auto">
                  <WithdrawButton adjustmentId={id} title={title} />
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
