import { EmptyState } from '@/app/_components/ui/empty-state';

/** @param what "to draw": of that there is nothing. */
export function NobodyIn({ what }: { what: string }) {
  return (
    <EmptyState title="Nobody is in this snapshot">
      There is nothing {what}. Amend the cohort until somebody is in, and take another snapshot.
    </EmptyState>
  );
}
