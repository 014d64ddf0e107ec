import type { Day } from '@/lib/dates/civil-date';
import type { Contact } from '@/lib/enrollment/contact';

/**
 * The newest contact that says something about a line of the working list: about one of its items, or about the man in
 * general since he was last seen. Null where there is none.
 */
export function lastContactOf(
  contacts: readonly Contact[],
  keys: readonly string[],
  lastVisitOn: Day | null,
): Contact | null {
  const telling = contacts.filter(({ occurrenceKeys, on }) =>
    occurrenceKeys.length === 0
      ? lastVisitOn === null || on > lastVisitOn
      : occurrenceKeys.some((key) => keys.includes(key)),
  );
  return (
    telling.toSorted((one, other) => one.on - other.on || (one.id < other.id ? -1 : 1)).at(-1) ??
    null
  );
}
