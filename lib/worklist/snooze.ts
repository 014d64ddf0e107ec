import type { Day } from '@/lib/dates/civil-date';
import type { Contact } from '@/lib/enrollment/contact';

/**
 * Until when an item of the plan is off the working list: what the last word about it says. What waits for the day
 * that was agreed comes back earlier where that day was moved to an earlier one since. Its twin is in
 * lib/server/worklist/work-items; a parity test feeds both.
 *
 * @returns null when it is on the list
 */
export function snoozedUntil(
  contacts: readonly Contact[],
  { key, plannedOn }: { readonly key: string; readonly plannedOn: Day },
  today: Day,
): Day | null {
  const last = contacts
    .filter(({ occurrenceKeys }) => occurrenceKeys.includes(key))
    .toSorted(byTime)
    .at(-1);
  const remindOn = last?.remindOn ?? null;
  if (last === undefined || remindOn === null) {
    return null;
  }
  const waitsForAgreed = last.agreedOn !== null && remindOn <= last.agreedOn;
  const until = waitsForAgreed && plannedOn < remindOn ? plannedOn : remindOn;
  return until > today ? until : null;
}

/** Ids grow with time, so that of two on one day the later entry is the later word. */
function byTime(one: Contact, other: Contact): number {
  return one.on - other.on || (one.id < other.id ? -1 : 1);
}
