'use client';

import { useEffect, useRef } from 'react';
import { ChangeLines } from '@/app/_components/change-lines';
import { Button } from '@/app/_components/ui/button';
import { LinkButton } from '@/app/_components/ui/link-button';
import { describeEffects, describeStillDue } from '@/lib/course/describe-plan-change';
import type { PlanChange } from '@/lib/course/plan-change';
import type { CivilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';

type Props = {
  patientId: string;
  visitedOn: CivilDate;
  change: PlanChange;
  onAnother: () => void;
};

/** After the save: what it satisfied, what it raised, what is still due. */
export function VisitSaved({ patientId, visitedOn, change, onAnother }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const effects = describeEffects(change);
  const open = describeStillDue(change);
  return (
    <div className="flex max-w-prose flex-col gap-4">
      <h2 ref={heading} tabIndex={-1} className="font-semibold text-large outline-none">
        Visit of {proseDate(visitedOn)} saved
      </h2>
      {effects.length === 0 ? (
        <p className="text-muted">
          It satisfies nothing that the plan asks for, and raises no flag.
        </p>
      ) : (
        <ChangeLines lines={effects} />
      )}
      {open.length === 0 ? (
        <p className="text-muted">Nothing is due any more.</p>
      ) : (
        <div>
          <h3 className="mb-1 font-semibold">Still due</h3>
          <ChangeLines lines={open} />
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <LinkButton href={`/patients/${patientId}`} variant="primary">
          Open the timeline
        </LinkButton>
        <LinkButton href="/today">Today</LinkButton>
        <Button variant="quiet" onClick={onAnother}>
          Log another visit
        </Button>
      </div>
    </div>
  );
}
