'use client';

import { ChangeLines } from '@/app/_components/change-lines';
import { SuggestionNotes } from '@/app/_components/suggestion-notes';
import { Notice } from '@/app/_components/ui/notice';
import {
  type ChangeLine,
  describeEffects,
  describeStillDue,
} from '@/lib/course/describe-plan-change';
import { proseDate } from '@/lib/dates/prose-date';
import type { DueItem } from '@/lib/visits/visit-form-view';
import type { VisitPreview } from '@/lib/visits/visit-preview';

type Props = { preview: VisitPreview | null; due: readonly DueItem[] };

/** Beside the form: what saving would do, by the engine that will judge it, and what stays open. */
export function VisitPreviewPanel({ preview, due }: Props) {
  const change = preview?.change ?? null;
  const open = change === null ? due.map(dueLine) : describeStillDue(change);
  return (
    <aside
      aria-label="What this visit does"
      className="flex flex-col gap-4 lg:sticky lg:top-52 lg:self-start lg:border-line lg:border-l lg:pl-6"
    >
      {preview === null || preview.refusals.length === 0 ? null : (
        <Notice tone="amber" title="This cannot be saved yet">
          <ul className="flex list-disc flex-col gap-1 pl-4">
            {preview.refusals.map((refusal) => (
              <li key={refusal}>{refusal}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Part title="This visit" empty="Nothing entered yet that the plan asks for.">
        {change === null ? [] : describeEffects(change)}
      </Part>
      {preview === null || preview.suggested.length === 0 ? null : (
        <div>
          <h3 className="mb-1 font-semibold">May be an adverse event</h3>
          <SuggestionNotes suggested={preview.suggested} />
        </div>
      )}
      <Part
        title={change === null ? 'Due now' : 'Still due after it'}
        empty="Nothing: everything that is due is done."
      >
        {open}
      </Part>
    </aside>
  );
}

type PartProps = { title: string; empty: string; children: readonly ChangeLine[] };

function Part({ title, empty, children }: PartProps) {
  return (
    <div>
      <h3 className="mb-1 font-semibold">{title}</h3>
      {children.length === 0 ? (
        <p className="text-muted">{empty}</p>
      ) : (
        <ChangeLines lines={children} />
      )}
    </div>
  );
}

function dueLine({ key, title, isOverdue, closesOn }: DueItem): ChangeLine {
  const until = closesOn === null ? '' : ` ${isOverdue ? 'since' : 'by'} ${proseDate(closesOn)}`;
  return isOverdue
    ? { key, tone: 'overdue', text: `${title} overdue${until}` }
    : { key, tone: 'due', text: `${title} due${until}` };
}
