import { z } from 'zod';
import { type Condition, cohortDefinitionSchema } from './condition';

export const countCohortInputSchema = z.object({
  siteIds: z.array(z.uuid()).min(1, 'Choose at least one site.').max(100),
  definition: cohortDefinitionSchema,
});

/** How many a definition lets in, and why not more. */
export type CohortCount = {
  /** On the protocol at these sites. */
  readonly men: number;
  readonly members: number;
  /** For each condition from left to right: how many it lets in by itself. */
  readonly alone: readonly number[];
  /** For each part of a definition that asks for all of its parts: how many were in without it. */
  readonly without: readonly number[];
};

/** The parts of which each can be the one that keeps everybody out. */
export function partsOf(condition: Condition): readonly Condition[] {
  return 'all' in condition ? condition.all : [];
}
