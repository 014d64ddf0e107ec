import { both, type Certainty, certaintyOf, either, negate } from '@/lib/core/certainty';
import { invariant } from '@/lib/core/invariant';
import { toDay } from '@/lib/dates/civil-date';
import type { CohortCase } from './cohort-case';
import type { Condition, Leaf } from './condition';
import { type RecordedValue, recordedValue } from './variable-value';
import { findVariable } from './variables';

/** Whether the case is in: unknown is not enough. */
export function isIn(condition: Condition, subject: CohortCase): boolean {
  return truthOf(condition, subject) === 'yes';
}

function truthOf(condition: Condition, subject: CohortCase): Certainty {
  if ('all' in condition) {
    return both(condition.all.map((part) => truthOf(part, subject)));
  }
  if ('any' in condition) {
    return either(condition.any.map((part) => truthOf(part, subject)));
  }
  if ('not' in condition) {
    return negate(truthOf(condition.not, subject));
  }
  const variable = findVariable(condition.variable);
  invariant(variable, `no variable ${condition.variable}`);
  return certaintyOf(answerOf(condition, recordedValue(variable.source, subject)));
}

/** Null: unknown. */
function answerOf(leaf: Leaf, value: RecordedValue): boolean | null {
  if (leaf.operator === 'recorded' || leaf.operator === 'not-recorded') {
    return (value !== null) === (leaf.operator === 'recorded');
  }
  if (value === null) {
    return null;
  }
  switch (leaf.operator) {
    case 'any-of':
      return includesAny(value, leaf.values);
    case 'none-of':
      return !includesAny(value, leaf.values);
    case 'at-least':
      return Number(value) >= leaf.value;
    case 'at-most':
      return Number(value) <= leaf.value;
    case 'between':
      return Number(value) >= leaf.from && Number(value) <= leaf.to;
    case 'on-or-before':
      return Number(value) <= toDay(leaf.date);
    case 'on-or-after':
      return Number(value) >= toDay(leaf.date);
    case 'within':
      return Number(value) >= toDay(leaf.from) && Number(value) <= toDay(leaf.to);
    case 'yes':
      return value === true;
    case 'no':
      return value === false;
  }
}

function includesAny(value: Exclude<RecordedValue, null>, wanted: readonly string[]): boolean {
  return (Array.isArray(value) ? value : [value]).some((one) => wanted.includes(one));
}
