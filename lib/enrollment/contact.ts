import type { Day } from '@/lib/dates/civil-date';

export const contactChannels = ['phone', 'e-mail', 'letter', 'in-person'] as const;
export type ContactChannel = (typeof contactChannels)[number];

export const contactChannelNames: Readonly<Record<ContactChannel, string>> = {
  phone: 'Phone',
  'e-mail': 'E-mail',
  letter: 'Letter',
  'in-person': 'In person',
};

/** How a contact ended. `removed`: a person takes the item off the list; nobody waits for it any longer. */
export const contactOutcomes = [
  'reached-agreed-date',
  'reached-call-again',
  'no-answer',
  'wrong-number',
  'removed',
] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];

export const contactOutcomeNames: Readonly<Record<ContactOutcome, string>> = {
  'reached-agreed-date': 'Reached, date agreed',
  'reached-call-again': 'Reached, call again',
  'no-answer': 'No answer',
  'wrong-number': 'Wrong number',
  removed: 'Removed from the list',
};

/** The patient himself spoke or wrote back. */
export function wasReached(outcome: ContactOutcome): boolean {
  return outcome === 'reached-agreed-date' || outcome === 'reached-call-again';
}

/** One attempt to reach a man, or a word about items of his plan. */
export interface Contact {
  readonly id: string;
  /** What it was about; none: about the man in general. */
  readonly occurrenceKeys: readonly string[];
  readonly on: Day;
  readonly channel: ContactChannel;
  readonly outcome: ContactOutcome;
  /** The date that was agreed; null unless one was. */
  readonly agreedOn: Day | null;
  /** Its items leave the working list until this day; null: they stay. */
  readonly remindOn: Day | null;
}

/**
 * Attempts to reach him after the day on which he was last seen, the earliest first (decision 024). Taking an item off
 * the list reaches nobody and counts as none; an attempt that reached him counts, because he has not come since.
 *
 * @param contacts those that stand; voided ones are no longer among them
 * @param sinceDay his last visit; null: he was never seen
 */
export function contactAttempts(
  contacts: readonly Contact[],
  sinceDay: Day | null,
): readonly Contact[] {
  return contacts
    .filter(({ outcome, on }) => outcome !== 'removed' && (sinceDay === null || on > sinceDay))
    .toSorted((one, other) => one.on - other.on || (one.id < other.id ? -1 : 1));
}
