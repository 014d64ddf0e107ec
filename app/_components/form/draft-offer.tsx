'use client';

import type { MouseEvent } from 'react';
import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import type { ServerDraft } from './use-server-draft';

/** Offers what was typed here before and never saved. */
export function DraftOffer({ draft, what }: { draft: ServerDraft; what: string }) {
  if (draft.offered === null) {
    return null;
  }
  return (
    <Notice
      tone="info"
      title={`${what} was left unsaved on ${describeInstant(draft.offered.savedAt)}`}
      action={
        <div className="flex flex-wrap gap-2">
          <Button size="small" onClick={answerBy(draft.discard)}>
            Discard
          </Button>
          <Button size="small" variant="primary" onClick={answerBy(draft.resume)}>
            {draft.status.status === 'waiting' ? 'Resume, in place of what you typed' : 'Resume'}
          </Button>
        </div>
      }
    />
  );
}

/** The buttons go with the offer, so the focus moves on to the first field of the form. */
function answerBy(answer: () => void) {
  return ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    const fields = 'input:not([type=hidden]), select, textarea';
    currentTarget.form?.querySelector<HTMLElement>(fields)?.focus();
    answer();
  };
}

function describeInstant(instant: string): string {
  return new Date(instant).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}
