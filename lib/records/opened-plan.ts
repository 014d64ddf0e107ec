import { z } from 'zod';

/** For forms about one enrollment: the version of it that the form was opened with. Absent: not asked. */
export const openedPlanFields = { enrollmentVersion: z.int().min(1).optional() };

/** What a plan asked for on the day, in words. */
export type PlanAtAGlance = { readonly edition: string; readonly due: readonly string[] };

/** The answer to a form that was opened under a version of the protocol that is no longer followed. */
export type ChangedPlan = {
  readonly enrollmentVersion: number;
  readonly opened: PlanAtAGlance;
  readonly now: PlanAtAGlance;
};
