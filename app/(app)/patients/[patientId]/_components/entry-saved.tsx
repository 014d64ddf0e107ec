'use client';

import type { Route } from 'next';
import { useEffect, useRef } from 'react';
import { ChangeLines } from '@/app/_components/change-lines';
import { SuggestionNotes } from '@/app/_components/suggestion-notes';
import { Button } from '@/app/_components/ui/button';
import { LinkButton } from '@/app/_components/ui/link-button';
import type { SuggestionNote } from '@/lib/course/adverse-event-suggestions';
import { describeEffects, describeStillDue } from '@/lib/course/describe-plan-change';
import type { PlanChange } from '@/lib/course/plan-change';

type Props = {
  patientId: string;
  /** "Visit of 10 May 2026 saved". */
  title: string;
  change: PlanChange;
  /** Adverse events that what was saved suggests. */
  suggested: readonly SuggestionNote[];
  /** "Log another visit". */
  anotherLabel: string;
  onAnother: () => void;
};

/** After the save: what it satisfied, what it raised, what is still due. */
export function EntrySaved(props: Props) {
  const { patientId, title, change, suggested, anotherLabel, onAnother } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const effects = describeEffects(change);
  const open = describeStillDue(change);
  return (
    <div className="flex max-w-prose flex-col gap-4">
      <h2 ref={heading} tabIndex={-1} className="font-semibold text-large outline-none">
        {title}
      </h2>
      {effects.length === 0 ? (
        <p className="text-muted">
          It satisfies nothing that the plan asks for, and raises no flag.
        </p>
      ) : (
        <ChangeLines lines={effects} />
      )}
      {suggested.length === 0 ? null : <Suggested patientId={patientId} suggested={suggested} />}
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
          {anotherLabel}
        </Button>
      </div>
    </div>
  );
}

function Suggested({ patientId, suggested }: Pick<Props, 'patientId' | 'suggested'>) {
  return (
    <div className="flex flex-col items-start gap-1">
      <h3 className="font-semibold">May be an adverse event</h3>
      <SuggestionNotes suggested={suggested} />
      <LinkButton size="small" href={`/patients/${patientId}/adverse-events` as Route}>
        Judge {suggested.length === 1 ? 'it' : `these ${suggested.length}`}
      </LinkButton>
    </div>
  );
}
