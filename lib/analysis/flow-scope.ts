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
