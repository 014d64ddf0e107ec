import type { Condition } from '@/lib/cohort/condition';

/**
 * Whether a cohort is everybody who was enrolled, or all of some groups: only then does the screening log,
 * which is counted by group, stand above it. Of a part of the enrolled nobody counted who was screened for it.
 */
export function isEverybodyEnrolled(condition: Condition): boolean {
  if ('all' in condition) {
    return condition.all.every(isEverybodyEnrolled);
  }
  return (
    'variable' in condition &&
    condition.variable === 'cohort-tag' &&
    condition.operator === 'any-of'
  );
}

/** Below the title of a flow: from where to where it goes, and what is not shown. */
export function describeFlow(hasScreening: boolean, smallestCell: number | null): string {
  const above = hasScreening
    ? 'From the screening log to the outcome'
    : 'From enrollment to the outcome; the screening log is not above, because this cohort is a part of those enrolled';
  const hidden =
    smallestCell === null
      ? ''
      : ` Counts from 1 to ${smallestCell - 1} are not shown, nor those that would tell one.`;
  return `${above}. The boxes below and beside a box add up to it, and so do the lines in it.${hidden}`;
}
