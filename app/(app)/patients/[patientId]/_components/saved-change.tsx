'use client';

import { useEffect, useRef } from 'react';
import { ChangeLines } from '@/app/_components/change-lines';
import { Notice } from '@/app/_components/ui/notice';
import { describeEffects } from '@/lib/course/describe-plan-change';
import type { PlanChange } from '@/lib/course/plan-change';

/** Null where the man is on no protocol. */
type Props = { title: string; change: PlanChange | null };

/** After a save: what it did to the plan. It takes the focus, since the button that led here may be gone. */
export function SavedChange({ title, change }: Props) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), []);
  const effects = change === null ? [] : describeEffects(change);
  return (
    <div ref={notice} tabIndex={-1} className="outline-none">
      <Notice role="status" tone="done" title={title}>
        {effects.length === 0 ? 'The plan stays as it was.' : <ChangeLines lines={effects} />}
      </Notice>
    </div>
  );
}
