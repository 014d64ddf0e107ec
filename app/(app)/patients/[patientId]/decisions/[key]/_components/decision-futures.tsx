import { ChangeLines } from '@/app/_components/change-lines';
import type { DecisionFuture } from '@/lib/course/decision-futures';
import { type ChangeLine, describeNotes } from '@/lib/course/describe-plan-change';

type Props = {
  futures: readonly DecisionFuture[];
  computed: string | null;
  /** By the decision that stands. */
  chosen: string | null;
};

/** What the plan would ask for under each option; until one is signed, all of them are open. */
export function DecisionFutures({ futures, computed, chosen }: Props) {
  return (
    <aside
      aria-label="What each option would do"
      className="flex flex-col gap-5 lg:self-start lg:border-line lg:border-l lg:pl-6"
    >
      {futures.map((future) => (
        <section key={future.option} className="flex flex-col gap-1">
          <h3 className="font-semibold">
            {future.title}
            <span className="font-normal text-muted">
              {future.option === computed ? ' (computed)' : ''}
              {future.option === chosen ? ' (decided)' : ''}
            </span>
          </h3>
          <Lines lines={describeNotes(future)} />
        </section>
      ))}
    </aside>
  );
}

function Lines({ lines }: { lines: readonly ChangeLine[] }) {
  return lines.length === 0 ? (
    <p className="text-muted">The plan stays as it is.</p>
  ) : (
    <ChangeLines lines={lines} />
  );
}
