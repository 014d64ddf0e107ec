'use client';

import { useEffect, useRef } from 'react';
import { type FieldPath, type FieldValues, useFormState } from 'react-hook-form';
import { Notice } from '@/app/_components/ui/notice';
import { type ListedError, labelOf, listErrors } from './list-errors';
import type { ActionForm, FormFailure } from './use-action-form';

type Props<Values extends FieldValues> = Pick<ActionForm<Values>, 'form' | 'failure'>;

/** Says above the form what kept it from being saved; each line leads to its field. */
export function FormErrorSummary<Values extends FieldValues>({ form, failure }: Props<Values>) {
  const { errors, submitCount } = useFormState({ control: form.control });
  const listed = submitCount === 0 ? [] : listErrors(errors);
  const notice = useRef<HTMLDivElement>(null);
  const isUnplaced = failure !== null && listed.every(({ element }) => element === null);
  useEffect(() => {
    // No field takes the focus, so the page would stay where the button was pressed.
    if (failure !== null && isUnplaced) {
      notice.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [failure, isUnplaced]);
  if (failure === null && listed.length === 0) {
    return null;
  }
  return (
    <Notice ref={notice} role="alert" tone="red" title={summaryTitle(failure, listed.length)}>
      {failure?.code === 'UNAUTHENTICATED' ? <SignInElsewhere /> : null}
      {failure?.eventId === undefined ? null : (
        <p>
          When you report this, give the event id <code>{failure.eventId}</code>.
        </p>
      )}
      {listed.length === 0 ? null : (
        <ul className="flex flex-col items-start">
          {listed.map((error) => (
            <li key={error.path}>
              <ErrorLine
                error={error}
                onGo={() => form.setFocus(error.path as FieldPath<Values>)}
              />
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function summaryTitle(failure: FormFailure | null, count: number): string {
  if (failure?.code === 'UNAUTHENTICATED') {
    return 'Your session ended. Sign in in another tab, then save again.';
  }
  if (failure !== null) {
    return failure.message;
  }
  return count === 1 ? 'One field needs correction' : `${count} fields need correction`;
}

function SignInElsewhere() {
  return (
    <p>
      What you typed is still here.{' '}
      <a href="/sign-in" target="_blank" rel="noreferrer" className="underline">
        Sign in (opens in a new tab)
      </a>
    </p>
  );
}

function ErrorLine({ error, onGo }: { error: ListedError; onGo: () => void }) {
  if (error.element === null) {
    return error.message;
  }
  const label = labelOf(error.element);
  return (
    <button type="button" onClick={onGo} className="min-h-6 text-left underline">
      {label === null ? error.message : `${label}: ${error.message}`}
    </button>
  );
}
