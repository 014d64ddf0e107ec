import type { Draft } from './use-draft';

/** One line for the submit bar. Only a failure is announced; success would interrupt every few words. */
export function DraftStatus({ draft }: { draft: Draft }) {
  switch (draft.status) {
    case 'none':
      return null;
    case 'waiting':
      return <span>Kept once you resume or discard what was left unsaved</span>;
    case 'saving':
      return <span>Saving draft…</span>;
    case 'saved':
      return <span>Draft saved {timeOfDay(draft.savedAt)}</span>;
    case 'failed':
      return (
        <span role="status" className="text-red">
          Draft not saved. Keep this page open until you have saved.
        </span>
      );
  }
}

function timeOfDay(instant: Date): string {
  return instant.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
