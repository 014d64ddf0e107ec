'use client';

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
          <Button size="small" onClick={draft.discard}>
            Discard
          </Button>
          <Button size="small" variant="primary" onClick={draft.resume}>
            Resume
          </Button>
        </div>
      }
    />
  );
}

function describeInstant(instant: string): string {
  return new Date(instant).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}
