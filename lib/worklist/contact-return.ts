import type { Day } from '@/lib/dates/civil-date';
import type { Contact } from '@/lib/enrollment/contact';
import type { Occurrence } from '@/lib/schedule/occurrence';

/** What became of a contact. */
export type ContactReturn =
  /** What it was about was done: `days` after the contact. */
  | { readonly kind: 'came-back'; readonly on: Day; readonly days: number }
  /** Everything had been done before the contact was made. */
  | { readonly kind: 'done-before'; readonly on: Day }
  | { readonly kind: 'waiting' }
  /** Waived, closed or no longer part of the plan: nobody waits for it. */
  | { readonly kind: 'settled' };

type Followed = Pick<Occurrence, 'actual' | 'waived' | 'closedOn' | 'notApplicableReason'>;

/**
 * Whether the man came back after a contact (decision 024): when the first item that it was about was done, or, where
 * it was about none, when he was seen next.
 *
 * @param items what the contact was about and is still in the plan
 * @param seenOn days of his visits
 */
export function contactReturn(
  { on, channel, occurrenceKeys }: Pick<Contact, 'on' | 'channel' | 'occurrenceKeys'>,
  items: readonly Followed[],
  seenOn: readonly Day[],
): ContactReturn {
  const isGeneral = occurrenceKeys.length === 0;
  const days = isGeneral ? seenOn : items.flatMap(({ actual }) => actual ?? []);
  // Who is spoken to in person is there already: he comes back on another day.
  const earliest = channel === 'in-person' && isGeneral ? on + 1 : on;
  const [first] = days.filter((day) => day >= earliest).toSorted((one, other) => one - other);
  if (first !== undefined) {
    return { kind: 'came-back', on: first, days: first - on };
  }
  if (isGeneral || items.some(isWaitedFor)) {
    return { kind: 'waiting' };
  }
  const [latest] = days.toSorted((one, other) => other - one);
  return latest === undefined ? { kind: 'settled' } : { kind: 'done-before', on: latest };
}

function isWaitedFor({ actual, waived, closedOn, notApplicableReason }: Followed): boolean {
  return actual === null && !waived && closedOn === null && notApplicableReason === null;
}
