import type { CohortCase } from './cohort-case';
import type { Source } from './variable';

/** Null: not recorded, or not known. Days are dates. */
export type Value = string | number | boolean | readonly string[] | null;

/** What a case says; the statement of lib/server/cohorts says the same in SQL, which a test compares. */
export function recordedValue(source: Source, { facts }: CohortCase): Value {
  return source.kind === 'enrollment' ? facts[source.fact] : null;
}
