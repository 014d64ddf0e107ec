import type { Certainty } from '@/lib/core/certainty';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { SettingValues } from '@/lib/protocols/schema';
import type { ClinicalRecord } from '@/lib/records/clinical-record';

/** What a condition comes to, and the facts that it rests on. */
export interface Judgment {
  readonly certainty: Certainty;
  readonly evidence: readonly string[];
  /** The facts in words, true whether or not the condition is negated. */
  readonly says: string;
  /** If nothing but time has to pass: the day from which the condition holds. */
  readonly holdsFrom: Day | null;
}

/** What is known on a day: the patient's records up to it, voided ones left out. */
export interface KnownFacts {
  readonly on: Day;
  readonly records: readonly ClinicalRecord[];
  readonly settings: SettingValues;
}

export function judgment(
  certainty: Certainty,
  says: string,
  evidence: readonly { readonly id: string }[] = [],
  holdsFrom: Day | null = null,
): Judgment {
  return { certainty, says, evidence: evidence.map(({ id }) => id), holdsFrom };
}

export function listDates(records: readonly { readonly on: Day }[]): string {
  return records.map(({ on }) => toCivilDate(on)).join(', ');
}

/** Null as soon as one of them will not come by waiting. */
export function latestOf(dates: readonly (Day | null)[]): Day | null {
  const known = dates.filter((date) => date !== null);
  return known.length === 0 || known.length < dates.length ? null : (Math.max(...known) as Day);
}
