import { invariant } from '@/lib/core/invariant';
import type { Condition, Leaf } from './condition';
import type { ListedAnswer, Variable } from './variable';
import { findVariable } from './variables';

/** How the answers of a clinic and of a protocol are called; what is not named stands for itself. */
export type ListedNames = Readonly<Record<ListedAnswer, Readonly<Record<string, string>>>>;

/** A definition in words: a sentence, or a line that sentences follow. */
export interface Sentence {
  readonly text: string;
  readonly parts: readonly Sentence[];
}

export const groupWords = {
  all: 'All of these',
  any: 'Any of these',
  none: 'None of these',
  'not-all': 'Not all of these',
} as const;

/** "Everybody on the protocol" where nothing is asked. */
export function describeCondition(condition: Condition, names: ListedNames): Sentence {
  return 'all' in condition && condition.all.length === 0
    ? { text: 'Everybody on the protocol', parts: [] }
    : sentenceOf(condition, names);
}

function sentenceOf(condition: Condition, names: ListedNames): Sentence {
  if ('all' in condition) {
    return group(groupWords.all, condition.all, names);
  }
  if ('any' in condition) {
    return group(groupWords.any, condition.any, names);
  }
  if (!('not' in condition)) {
    return { text: describeLeaf(condition, names), parts: [] };
  }
  const { not } = condition;
  if ('all' in not) {
    return group(groupWords['not-all'], not.all, names);
  }
  return group(groupWords.none, 'any' in not ? not.any : [not], names);
}

function group(text: string, parts: readonly Condition[], names: ListedNames): Sentence {
  return { text, parts: parts.map((part) => sentenceOf(part, names)) };
}

/** "Age at consent is at least 35 years". */
export function describeLeaf(leaf: Leaf, names: ListedNames): string {
  const variable = findVariable(leaf.variable);
  invariant(variable, `no variable ${leaf.variable}`);
  const { label, type } = variable;
  const unit = type.kind === 'number' ? ` ${type.unit}` : '';
  switch (leaf.operator) {
    case 'any-of':
    case 'none-of':
      return `${label} ${answersInWords(leaf, variable, names)}`;
    case 'at-least':
      return `${label} is at least ${leaf.value}${unit}`;
    case 'at-most':
      return `${label} is at most ${leaf.value}${unit}`;
    case 'between':
      return `${label} is between ${leaf.from} and ${leaf.to}${unit}`;
    case 'on-or-before':
      return `${label} was on or before ${leaf.date}`;
    case 'on-or-after':
      return `${label} was on or after ${leaf.date}`;
    case 'within':
      return `${label} was between ${leaf.from} and ${leaf.to}`;
    case 'yes':
      return `${label}: yes`;
    case 'no':
      return `${label}: no`;
    case 'recorded':
      return `${label} is recorded`;
    case 'not-recorded':
      return `${label} is not recorded`;
  }
}

function answersInWords(
  { operator, values }: Extract<Leaf, { operator: 'any-of' | 'none-of' }>,
  { type }: Variable,
  names: ListedNames,
): string {
  const answers = values.map((value) => answerName(type, value, names));
  const isOf = type.kind === 'set' ? 'include' : 'is';
  if (operator === 'any-of') {
    return `${isOf} ${listed(answers, 'or')}`;
  }
  if (answers.length > 1) {
    return `${isOf} neither ${listed(answers, 'nor')}`;
  }
  return `${type.kind === 'set' ? 'do not include' : 'is not'} ${answers.join()}`;
}

export function answerName(type: Variable['type'], value: string, names: ListedNames): string {
  if (type.kind === 'listed') {
    return names[type.of][value] ?? value;
  }
  return 'options' in type ? (type.options[value] ?? value) : value;
}

function listed(answers: readonly string[], word: 'or' | 'nor'): string {
  const last = answers.at(-1) ?? '';
  return answers.length < 2 ? last : `${answers.slice(0, -1).join(', ')} ${word} ${last}`;
}
