import { clsx } from 'clsx';
import { Notice } from '@/app/_components/ui/notice';
import type { Condition } from '@/lib/cohort/condition';
import { whyEmpty } from '@/lib/cohort/count';
import type { ListedNames } from '@/lib/cohort/describe-condition';
import type { CountState } from './use-cohort-count';

type Props = {
  state: CountState;
  condition: Condition;
  unfinished: number;
  names: ListedNames;
};

/** How many are in now, and why nobody is. */
export function CountPanel({ state, condition, unfinished, names }: Props) {
  const counted = typeof state === 'object' ? state : null;
  const reasons = counted?.isCurrent === true ? whyEmpty(condition, counted.count, names) : [];
  return (
    <section aria-label="Count" className="flex flex-col gap-3 lg:sticky lg:top-16">
      <div role="status" aria-busy={counted?.isCurrent !== true} className="flex flex-col">
        {counted === null ? (
          <p className="text-muted">
            {state === 'failed'
              ? 'The count did not come. Change anything to ask again.'
              : 'Counting…'}
          </p>
        ) : (
          <p className={clsx('tabular-nums', !counted.isCurrent && 'text-muted')}>
            <span className="font-semibold text-title">{counted.count.members}</span> of{' '}
            {counted.count.men} men on this protocol
          </p>
        )}
        <p className="text-dense text-muted">
          {unfinished === 0
            ? 'As recorded now. A snapshot freezes it.'
            : `${unfinished} ${unfinished === 1 ? 'condition is' : 'conditions are'} not finished and not counted.`}
        </p>
      </div>
      {reasons.length === 0 ? null : (
        <Notice tone="amber" title="Nobody is in">
          <ul className="flex flex-col gap-1">
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Notice>
      )}
    </section>
  );
}
