import type { ContactOutcome } from '@/lib/enrollment/contact';

/** What a site's contacts of a period came to. An item of the plan counts once, however often he was called. */
export interface ContactSummary {
  readonly siteId: string;
  /** Contacts by outcome; an outcome without any is absent. */
  readonly contacts: Readonly<Partial<Record<ContactOutcome, number>>>;
  /** Items about which the man was reached. */
  readonly reachedItems: number;
  /** Of these, done on the day on which he was first reached or later (decision 024). */
  readonly doneAfter: number;
  /** Of these, still waited for. */
  readonly waiting: number;
  /** Median days from then until it was done; null where nothing was. */
  readonly medianDays: number | null;
}
