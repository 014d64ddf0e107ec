import type { PlanChange } from '@/lib/course/plan-change';

/** What saving would do. What would be refused is said, and left out of the change. */
export type VisitPreview = {
  readonly change: PlanChange | null;
  readonly refusals: readonly string[];
};
