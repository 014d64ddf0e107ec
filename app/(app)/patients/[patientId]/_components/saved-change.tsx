'use client';

import { useEffect, useRef } from 'react';
import { ChangeLines } from '@/app/_components/change-lines';
import { Notice } from '@/app/_components/ui/notice';
import { describeEffects } from '@/lib/course/describe-plan-change';
import type { OccurrenceNote, PlanChange } from '@/lib/course/plan-change';

/** `change` is null where the man is on no protocol. */
type Props = { title: string; change: PlanChange | null };

/** A first dose dates the whole plan: what comes first is read, the rest unfolds. */
const shownLines = 6;

/** After a save: what it did to the plan. It takes the focus, since the button that led here may be gone. */
export function SavedChange({ title, change }: Props) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The dialog that led here holds the focus until it is gone.
    const timer = window.setTimeout(() => notice.current?.focus());
    return () => window.clearTimeout(timer);
  }, []);
  const effects = change === null ? [] : describeEffects(soonestFirst(change));
  const more = effects.slice(shownLines);
  return (
    <div ref={notice} tabIndex={-1} className="outline-none">
      <Notice role="status" tone="done" title={title}>
        {effects.length === 0 ? 'The plan stays as it was.' : null}
        <ChangeLines lines={effects.slice(0, shownLines)} />
        {more.length === 0 ? null : (
          <details>
            <summary className="min-h-7 py-1">{more.length} more</summary>
            <ChangeLines lines={more} />
          </details>
        )}
      </Notice>
    </div>
  );
}

function soonestFirst(change: PlanChange): PlanChange {
  return { ...change, opened: change.opened.toSorted(byTarget) };
}

function byTarget(one: OccurrenceNote, other: OccurrenceNote): number {
  return (one.targetOn ?? '').localeCompare(other.targetOn ?? '');
}
