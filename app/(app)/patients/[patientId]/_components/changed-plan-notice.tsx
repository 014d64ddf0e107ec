'use client';

import { useEffect, useRef } from 'react';
import { Button } from '@/app/_components/ui/button';
import type { ChangedPlan, PlanAtAGlance } from '@/lib/records/opened-plan';

type Props = { changed: ChangedPlan; onGoOn: () => void };

/** Both plans side by side, and a person goes on; what was typed stays in the form below. */
export function ChangedPlanNotice({ changed, onGoOn }: Props) {
  const { opened, now } = changed;
  const comparison = useRef<HTMLElement>(null);
  useEffect(() => comparison.current?.focus(), []);
  return (
    <section
      ref={comparison}
      tabIndex={-1}
      aria-label="The plan as it was and as it is now"
      className="flex scroll-mt-48 flex-col gap-3 rounded border border-line p-3 outline-none"
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Glance title="As you opened the form" plan={opened} />
        <Glance title="Now" plan={now} />
      </div>
      <div>
        <Button
          type="button"
          variant="primary"
          onClick={onGoOn}
          className="h-auto! min-h-9 whitespace-normal! py-1.5"
        >
          Go on with the plan of {now.edition}
        </Button>
      </div>
    </section>
  );
}

function Glance({ title, plan: { edition, due } }: { title: string; plan: PlanAtAGlance }) {
  return (
    <div>
      <h3 className="font-semibold">{title}</h3>
      <p className="text-muted">{edition}</p>
      {due.length === 0 ? (
        <p>Nothing is due.</p>
      ) : (
        <ul className="list-disc pl-5">
          {due.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
