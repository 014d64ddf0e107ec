/**
 * What R is asked to compute. The arguments are names of columns, keys of closed lists and numbers, never text
 * that a person typed; the methods and what each of them takes and answers: lib/server/statistics/r.
 */
export const methods = [
  'describe',
  'paired',
  'proportions',
  'contingency',
  'two-groups',
  'two-means',
  'differences',
  'grades',
  'adherence',
  'logistic',
  'weighting',
  'survival',
] as const;
export type Method = (typeof methods)[number];

export type Argument = string | number | readonly string[] | readonly number[];

export interface Analysis {
  /** Unique in a plan: lower case letters, digits and hyphens. */
  readonly id: string;
  readonly method: Method;
  readonly arguments: Readonly<Record<string, Argument>>;
}
