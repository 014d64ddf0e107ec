import type { SuggestionNote } from '@/lib/course/adverse-event-suggestions';
import type { PlanChange } from '@/lib/course/plan-change';

/** What saving would do. What would be refused is said, and left out of the change. */
export type VisitPreview = {
  readonly change: PlanChange | null;
  /** Adverse events that a person would have to judge. */
  readonly suggested: readonly SuggestionNote[];
  readonly refusals: readonly string[];
};
