import type { Certainty } from '@/lib/core/certainty';

/** One thing that met a rule, as it is stored with the flag and shown to people. */
export type Evidence = {
  /** Null for the therapy itself, which is not one record. */
  readonly recordId: string | null;
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly what: string;
  /** As reported. */
  readonly value: string;
  readonly unit: string | null;
  /** In words, where the rule has a limit. */
  readonly limit: string | null;
};

/** What was looked at on one day for one question of a rule ("ALT", "Tinnitus"). */
export interface Judgment {
  /** Names the question over the days, so that a later answer replaces an earlier "cannot say". */
  readonly subject: string;
  readonly certainty: Certainty;
  readonly recordId: string | null;
  readonly evidence: Evidence | null;
  /** Why it cannot be said, when the certainty is unknown. */
  readonly reason: string | null;
}
