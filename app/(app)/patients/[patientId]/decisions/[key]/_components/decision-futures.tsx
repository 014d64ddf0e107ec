import { ChangeLines } from '@/app/_components/change-lines';
import type { DecisionFuture } from '@/lib/course/decision-futures';
import { type ChangeLine, describeNotes } from '@/lib/course/describe-plan-change';
import type { Therapy } from '@/lib/course/therapy';
import { describeUnrecordedStop } from '@/lib/course/unrecorded-stop';

type Props = {
  futures: readonly DecisionFuture[];
  computed: string | null;
  /** By the decision that stands. */
  chosen: string | null;
  therapy: Therapy;
};

/** What the plan would ask for under each option; until one is signed, all of them are open. */
export function DecisionFutures({ futures, computed, chosen, therapy }: Props) {
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
          <Lines
            lines={describeNotes(future)}
            remark={describeUnrecordedStop(future.option, therapy)}
          />
        </section>
      ))}
    </aside>
  );
}

type LinesProps = { lines: readonly ChangeLine[]; remark: string | null };

function Lines({ lines, remark }: LinesProps) {
  return (
    <>
      {lines.length === 0 ? null : <ChangeLines lines={lines} />}
      {lines.length === 0 || remark !== null ? (
        <p className="text-muted">{remark ?? 'The plan stays as it is.'}</p>
      ) : null}
    </>
  );
}
