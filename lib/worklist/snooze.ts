import type { Day } from '@/lib/dates/civil-date';
import type { Contact } from '@/lib/enrollment/contact';

/**
 * Until when an item of the plan is off the working list: what the last word about it says. Its twin is in
 * lib/server/worklist/work-items; a parity test feeds both.
 *
 * @returns null when it is on the list
 */
export function snoozedUntil(
  contacts: readonly Contact[],
  occurrenceKey: string,
  today: Day,
): Day | null {
  const last = contacts
    .filter(({ occurrenceKeys }) => occurrenceKeys.includes(occurrenceKey))
    .toSorted(byTime)
    .at(-1);
  const remindOn = last?.remindOn ?? null;
  return remindOn !== null && remindOn > today ? remindOn : null;
}

/** Ids grow with time, so that of two on one day the later entry is the later word. */
function byTime(one: Contact, other: Contact): number {
  return one.on - other.on || (one.id < other.id ? -1 : 1);
}
