import { type Condition, type Leaf, leafSchema, type Operator, operatorsOf } from './condition';
import { findVariable } from './variables';

// A condition while it is written: numbers and dates are still text, and a part may be unfinished.

/** Every field that an operator can ask for; those of the others stay blank. */
export type TypedLeaf = {
  readonly variable: string;
  readonly operator: Operator | '';
  readonly values: readonly string[];
  readonly value: string | number;
  readonly from: string | number;
  readonly to: string | number;
  readonly date: string;
};

export type TypedCondition =
  | { readonly all: readonly TypedCondition[] }
  | { readonly any: readonly TypedCondition[] }
  | { readonly not: TypedCondition }
  | TypedLeaf;

export const unfinishedLeaf: TypedLeaf = {
  variable: '',
  operator: '',
  values: [],
  value: '',
  from: '',
  to: '',
  date: '',
};

export const matches = ['all', 'any', 'none', 'not-all'] as const;
export type Match = (typeof matches)[number];

/** A group as the screen shows it: every condition that is no leaf is one of the four. */
export interface TypedGroup {
  readonly match: Match;
  readonly parts: readonly TypedCondition[];
  /** Where the parts stand below the group, as the form names fields. */
  readonly path: string;
}

export function groupOf(condition: TypedCondition): TypedGroup | null {
  if ('all' in condition) {
    return { match: 'all', parts: condition.all, path: 'all' };
  }
  if ('any' in condition) {
    return { match: 'any', parts: condition.any, path: 'any' };
  }
  if (!('not' in condition)) {
    return null;
  }
  const { not } = condition;
  return 'all' in not
    ? { match: 'not-all', parts: not.all, path: 'not.all' }
    : { match: 'none', parts: 'any' in not ? not.any : [], path: 'not.any' };
}

type GroupWith<Part> =
  | { readonly all: readonly Part[] }
  | { readonly any: readonly Part[] }
  | { readonly not: { readonly all: readonly Part[] } | { readonly any: readonly Part[] } };

export function groupWith<Part>(match: Match, parts: readonly Part[]): GroupWith<Part> {
  switch (match) {
    case 'all':
      return { all: parts };
    case 'any':
      return { any: parts };
    case 'none':
      return { not: { any: parts } };
    case 'not-all':
      return { not: { all: parts } };
  }
}

/** As the form begins: groups in groups, so that a negation has parts to show and the whole can grow. */
export function typedCondition(condition: Condition): TypedCondition {
  const typed = typedPart(condition);
  return groupOf(typed) === null ? { all: [typed] } : typed;
}

function typedPart(condition: Condition): TypedCondition {
  if ('all' in condition) {
    return { all: condition.all.map(typedPart) };
  }
  if ('any' in condition) {
    return { any: condition.any.map(typedPart) };
  }
  if (!('not' in condition)) {
    return { ...unfinishedLeaf, ...condition };
  }
  const { not } = condition;
  return 'all' in not || 'any' in not
    ? { not: typedPart(not) }
    : { not: { any: [typedPart(not)] } };
}

/** The first way in which the variable can be asked, with nothing answered yet. */
export function leafAbout(variable: string): TypedLeaf {
  const type = findVariable(variable)?.type;
  const [operator = ''] = type === undefined ? [] : operatorsOf[type.kind];
  return { ...unfinishedLeaf, variable, operator };
}

/** Null while it is unfinished. */
export function finishedLeaf(leaf: TypedLeaf): Leaf | null {
  const parsed = leafSchema.safeParse(leaf);
  return parsed.success ? parsed.data : null;
}

export interface Finished {
  /** What is finished; null where nothing of it is. */
  readonly condition: Condition | null;
  /** Where its conditions stand in the form, from left to right. */
  readonly paths: readonly string[];
  readonly unfinished: number;
}

/** What can be counted already: unfinished conditions, and groups of nothing, are left out. */
export function finishedPart(typed: TypedCondition, path: string): Finished {
  const group = groupOf(typed);
  if (group === null) {
    const leaf = finishedLeaf(typed as TypedLeaf);
    return leaf === null
      ? { condition: null, paths: [], unfinished: 1 }
      : { condition: leaf, paths: [path], unfinished: 0 };
  }
  const parts = group.parts.map((part, index) =>
    finishedPart(part, `${path}.${group.path}.${index}`),
  );
  const conditions = parts.flatMap(({ condition }) => condition ?? []);
  const unfinished = parts.reduce((sum, part) => sum + part.unfinished, 0);
  return {
    condition: conditions.length === 0 ? null : groupWith(group.match, conditions),
    paths: parts.flatMap(({ paths }) => paths),
    unfinished,
  };
}
