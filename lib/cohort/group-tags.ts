import type { Condition } from './condition';

/** The imported groups that every member must be of; null where the condition does not ask for that. */
export function groupTagsOf(condition: Condition): readonly string[] | null {
  if ('all' in condition) {
    const asked = condition.all.flatMap((part) => {
      const tags = groupTagsOf(part);
      return tags === null ? [] : [tags];
    });
    const [first, ...others] = asked;
    return first === undefined
      ? null
      : first.filter((tag) => others.every((tags) => tags.includes(tag)));
  }
  return 'variable' in condition &&
    condition.variable === 'cohort-tag' &&
    condition.operator === 'any-of'
    ? condition.values
    : null;
}
