'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { GradeBadge } from '@/app/_components/grade-badge';
import { LinkButton } from '@/app/_components/ui/link-button';
import type { AdverseEventList } from '@/lib/course/adverse-event-list';
import type { AdverseEventSuggestion } from '@/lib/course/adverse-event-suggestions';
import { type CivilDate, toCivilDate } from '@/lib/dates/civil-date';
import { DismissDialog } from './dismiss-dialog';
import { GradeChangeDialog } from './grade-change-dialog';
import { SuggestionKeys } from './suggestion-keys';

type Props = {
  list: AdverseEventList;
  patientId: string;
  enrollmentId: string;
  today: CivilDate;
  mayRecord: boolean;
  mayAmend: boolean;
};

/** What waits for a person, each answered with one key; the next one takes the focus. */
export function SuggestionList(props: Props) {
  const { suggestions } = props.list;
  const status = useRef<HTMLParagraphElement>(null);
  const before = useRef(suggestions.length);
  useEffect(() => {
    if (suggestions.length < before.current && document.activeElement === document.body) {
      const next = document.querySelector<HTMLElement>('[data-row-action]') ?? status.current;
      next?.focus();
    }
    before.current = suggestions.length;
  }, [suggestions.length]);
  if (suggestions.length === 0) {
    return (
      <p ref={status} tabIndex={-1} className="text-muted outline-none">
        Every finding since the first dose that could be an adverse event has been judged.
      </p>
    );
  }
  return (
    <>
      <SuggestionKeys />
      <ul className="border-line border-t">
        {suggestions.map((suggestion) => (
          <SuggestionLine key={suggestion.key} suggestion={suggestion} {...props} />
        ))}
      </ul>
    </>
  );
}

const shownFindings = 3;

type LineProps = Props & { suggestion: AdverseEventSuggestion };

function SuggestionLine({ suggestion, ...props }: LineProps) {
  const { name, grade, evidence, eventId, version } = suggestion;
  const [oldest] = evidence;
  const shown = evidence.slice(0, shownFindings);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-b py-2 focus-within:bg-hover hover:bg-hover">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{name}</span>
          <GradeBadge grade={grade} />
          <span className="text-dense text-muted">
            {eventId === null ? 'suggested' : 'suggested: worse than it was'}
            {grade === null ? '' : `, CTCAE ${version}`}
          </span>
        </p>
        <ul className="text-dense">
          {shown.map((finding) => (
            <li key={`${finding.recordId} ${finding.what}`}>
              <Link
                href={`/patients/${props.patientId}/records/${finding.recordId}` as Route}
                prefetch={false}
                className="text-accent underline underline-offset-2"
              >
                {toCivilDate(finding.on)}
              </Link>{' '}
              {finding.what}
              {finding.note === null ? null : <span className="text-muted">. {finding.note}</span>}
            </li>
          ))}
          {evidence.length > shown.length ? (
            <li className="text-muted">and {evidence.length - shown.length} more</li>
          ) : null}
          <li className="text-muted">
            {oldest?.baseline
              ? `Before treatment: ${oldest.baseline}`
              : 'Nothing recorded before treatment'}
          </li>
        </ul>
      </div>
      {props.mayRecord ? <Answers suggestion={suggestion} {...props} /> : null}
    </li>
  );
}

function Answers({ suggestion, list, patientId, enrollmentId, today, mayAmend }: LineProps) {
  const event = list.events.find(({ recordId }) => recordId === suggestion.eventId);
  return (
    <div className="flex flex-wrap gap-2">
      {event === undefined ? (
        <LinkButton
          data-row-action
          size="small"
          variant="primary"
          prefetch={false}
          href={
            `/patients/${patientId}/adverse-events/new?suggestion=${encodeURIComponent(suggestion.key)}` as Route
          }
          aria-label={`Confirm: ${suggestion.name}`}
        >
          Confirm
        </LinkButton>
      ) : mayAmend ? (
        <GradeChangeDialog
          event={event}
          suggestion={suggestion}
          patientId={patientId}
          today={today}
        />
      ) : null}
      <DismissDialog suggestion={suggestion} enrollmentId={enrollmentId} />
    </div>
  );
}
