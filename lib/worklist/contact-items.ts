import type { WorklistItem, WorklistSection } from './worklist';

/**
 * What a call can be about: everything that waits for the man, and what his line shows. A call settles nothing that a
 * physician decides.
 */
export function contactItems(
  waiting: readonly WorklistItem[],
  shown: readonly WorklistItem[],
): WorklistItem[] {
  const others = shown.filter(({ id }) => waiting.every((item) => item.id !== id));
  return [...waiting, ...others].filter(
    ({ source, path }) => source === 'occurrence' && path === null,
  );
}

/** What is late, due or missed, by enrollment, as far as these pages of the list show it. */
export function waitingItems(
  sections: readonly WorklistSection[],
): ReadonlyMap<string, readonly WorklistItem[]> {
  const waiting = new Map<string, WorklistItem[]>();
  for (const { group, rows } of sections) {
    if (group === 'overdue' || group === 'due' || group === 'missed') {
      for (const { enrollmentId, items } of rows) {
        waiting.set(enrollmentId, [...(waiting.get(enrollmentId) ?? []), ...items]);
      }
    }
  }
  return waiting;
}
