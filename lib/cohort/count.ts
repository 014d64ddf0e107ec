import { z } from 'zod';
import { type Condition, cohortDefinitionSchema, type Leaf, leavesOf } from './condition';
import { describeCondition, describeLeaf, type ListedNames } from './describe-condition';

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

/** Why nobody is in, in sentences; empty where somebody is. */
export function whyEmpty(
  condition: Condition,
  { men, members, alone, without }: CohortCount,
  names: ListedNames,
): readonly string[] {
  if (members > 0) {
    return [];
  }
  if (men === 0) {
    return ['Nobody is on this protocol at these sites.'];
  }
  const aloneOf = new Map(leavesOf(condition).map((leaf, index) => [leaf, alone[index]]));
  const impossible = impossibleIn(condition, (leaf) => aloneOf.get(leaf) === 0);
  if (impossible.length > 0) {
    return impossible.map((leaf) => `No man by itself: ${describeLeaf(leaf, names)}.`);
  }
  if ('not' in condition) {
    return ['What must not hold does hold of every man, or is not recorded of him.'];
  }
  const parts = partsOf(condition).flatMap((part, index) => {
    const others = without[index] ?? 0;
    const { text, parts: inner } = describeCondition(part, names);
    const what = inner.length === 0 ? text : `${text.toLowerCase()} (${inner.length})`;
    return others > 0 ? [`Without “${what}”: ${others} ${others === 1 ? 'man' : 'men'}.`] : [];
  });
  return parts.length > 0
    ? parts
    : ['No single condition keeps everybody out; several together do.'];
}

/**
 * The conditions that let nobody in and thereby keep everybody out. One of several ways in does not, nor does what
 * is turned round.
 */
function impossibleIn(
  condition: Condition,
  isImpossible: (leaf: Leaf) => boolean,
): readonly Leaf[] {
  if ('all' in condition) {
    return condition.all.flatMap((part) => impossibleIn(part, isImpossible));
  }
  if ('any' in condition) {
    const ways = condition.any.map((part) => impossibleIn(part, isImpossible));
    return ways.every((way) => way.length > 0) ? ways.flat() : [];
  }
  return 'not' in condition || !isImpossible(condition) ? [] : [condition];
}
