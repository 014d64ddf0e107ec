'use client';

import { Button } from './button';
import { MessagePage } from './message-page';

type Props = { error: unknown; retry: () => void; isInShell?: boolean | undefined };

/**
 * The page for a bug. Only the event id is shown: it finds the entry in the server's log, while the
 * error's own text may hold patient data.
 */
export function FailureMessage({ error, retry, isInShell }: Props) {
  const eventId = digestOf(error);
  return (
    <MessagePage
      title="Something went wrong on our side"
      isInShell={isInShell}
      actions={
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
      }
    >
      <p>What you were looking at could not be shown. Anything saved before this is safe.</p>
      {eventId === null ? null : (
        <p>
          When you report this, give the event id <code className="text-ink">{eventId}</code>.
        </p>
      )}
    </MessagePage>
  );
}

/** Next puts the id under which the server logged the error on `digest`. */
function digestOf(error: unknown): string | null {
  if (error instanceof Error && 'digest' in error && typeof error.digest === 'string') {
    return error.digest;
  }
  return null;
}
