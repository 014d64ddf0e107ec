import { z } from 'zod';
import { typedLine } from '@/lib/core/typed-text';
import { type CivilDate, civilDateSchema } from '@/lib/dates/civil-date';
import { typedNumber } from '@/lib/records/typed-number';
import type { VariableType } from './variable';
import { findVariable } from './variables';

/**
 * Who is in, as data. A condition is true, false or unknown (Kleene, as in SQL): what is not recorded is unknown,
 * and so is its opposite. A man is in where it is true.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Leaf;

type Asked = { readonly variable: string };

export type Leaf =
  | (Asked & { readonly operator: 'any-of' | 'none-of'; readonly values: readonly string[] })
  | (Asked & { readonly operator: 'at-least' | 'at-most'; readonly value: number })
  | (Asked & { readonly operator: 'between'; readonly from: number; readonly to: number })
  | (Asked & { readonly operator: 'on-or-before' | 'on-or-after'; readonly date: CivilDate })
  | (Asked & { readonly operator: 'within'; readonly from: CivilDate; readonly to: CivilDate })
  | (Asked & { readonly operator: 'yes' | 'no' })
  | (Asked & { readonly operator: 'recorded' | 'not-recorded' });

export type Operator = Leaf['operator'];

/** What can be asked of each type of variable, in the order of the screen; "recorded" alone asks for the unknown. */
export const operatorsOf: Readonly<Record<VariableType['kind'], readonly Operator[]>> = {
  number: ['at-least', 'at-most', 'between', 'recorded', 'not-recorded'],
  choice: ['any-of', 'none-of', 'recorded', 'not-recorded'],
  listed: ['any-of', 'none-of', 'recorded', 'not-recorded'],
  date: ['on-or-after', 'on-or-before', 'within', 'recorded', 'not-recorded'],
  flag: ['yes', 'no', 'recorded', 'not-recorded'],
  // None is an answer: nothing is ever unknown.
  set: ['any-of', 'none-of'],
};

const variable = z
  .string('Choose what is asked.')
  .refine((key) => findVariable(key) !== undefined, 'Choose what is asked.');

const number = typedNumber({ from: -1e12, to: 1e12 }).pipe(z.number('Enter a number.'));

const values = z
  .array(typedLine(100).min(1, 'Choose an answer.'))
  .min(1, 'Choose at least one answer.')
  .max(50, 'Choose at most 50 answers.');

export const leafSchema = z
  .discriminatedUnion(
    'operator',
    [
      z.object({ variable, operator: z.enum(['any-of', 'none-of']), values }),
      z.object({ variable, operator: z.enum(['at-least', 'at-most']), value: number }),
      z.object({ variable, operator: z.literal('between'), from: number, to: number }),
      z.object({
        variable,
        operator: z.enum(['on-or-before', 'on-or-after']),
        date: civilDateSchema,
      }),
      z.object({
        variable,
        operator: z.literal('within'),
        from: civilDateSchema,
        to: civilDateSchema,
      }),
      z.object({ variable, operator: z.enum(['yes', 'no']) }),
      z.object({ variable, operator: z.enum(['recorded', 'not-recorded']) }),
    ],
    'Choose how it is asked.',
  )
  .superRefine((leaf, context) => {
    for (const [path, message] of wrongWith(leaf)) {
      context.addIssue({ code: 'custom', path: [path], message });
    }
  });

function wrongWith(leaf: Leaf): [path: string, message: string][] {
  const type = findVariable(leaf.variable)?.type;
  if (type === undefined) {
    return [];
  }
  if (!operatorsOf[type.kind].includes(leaf.operator)) {
    return [['operator', 'This cannot be asked of it. Choose how it is asked.']];
  }
  if ((leaf.operator === 'between' || leaf.operator === 'within') && leaf.to < leaf.from) {
    return [['to', `This is below the first, ${leaf.from}.`]];
  }
  if ((leaf.operator === 'any-of' || leaf.operator === 'none-of') && 'options' in type) {
    const { options } = type;
    return leaf.values.some((value) => !Object.hasOwn(options, value))
      ? [['values', 'Choose from the answers of the list.']]
      : [];
  }
  return [];
}

/** Groups inside groups, and conditions in all: what a person can still read. */
export const deepest = 5;
export const mostLeaves = 50;

/** One of the shapes is chosen by its key, so that what is wrong is said where it stands. */
const conditionSchema: z.ZodType<Condition, unknown> = z
  .unknown()
  .transform((typed, context): Condition => {
    const parsed = schemaOf(typed).safeParse(typed);
    if (parsed.success) {
      return parsed.data;
    }
    for (const { path, message } of parsed.error.issues) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
    return z.NEVER;
  });

const parts = z.array(conditionSchema).max(mostLeaves, `A group has at most ${mostLeaves} parts.`);
const allSchema = z.strictObject({ all: parts });
const anySchema = z.strictObject({ any: parts.min(1, 'A group needs a condition.') });
const notSchema = z.strictObject({ not: conditionSchema });

function schemaOf(typed: unknown): z.ZodType<Condition, unknown> {
  if (typeof typed !== 'object' || typed === null) {
    return leafSchema;
  }
  if ('all' in typed) {
    return allSchema;
  }
  if ('any' in typed) {
    return anySchema;
  }
  return 'not' in typed ? notSchema : leafSchema;
}

/** Looked at before the schema, which would follow any depth. */
function isTooDeep(condition: unknown, left: number): boolean {
  if (typeof condition !== 'object' || condition === null) {
    return false;
  }
  const inner = 'all' in condition ? condition.all : 'any' in condition ? condition.any : undefined;
  const parts = Array.isArray(inner) ? inner : 'not' in condition ? [condition.not] : [];
  return parts.length > 0 && (left === 0 || parts.some((part) => isTooDeep(part, left - 1)));
}

/** The conditions proper, from left to right. */
export function leavesOf(condition: Condition): readonly Leaf[] {
  if ('all' in condition) {
    return condition.all.flatMap(leavesOf);
  }
  if ('any' in condition) {
    return condition.any.flatMap(leavesOf);
  }
  return 'not' in condition ? leavesOf(condition.not) : [condition];
}

/** One protocol, and who of its men; `{ all: [] }` is everybody. */
export const cohortDefinitionSchema = z.object({
  /** Its code; whether there is such a protocol is for the server to say. */
  protocol: z.string().min(1, 'Choose a protocol.').max(100),
  condition: z
    .unknown()
    .refine((condition) => !isTooDeep(condition, deepest), {
      error: `Groups stand at most ${deepest} deep in each other.`,
      abort: true,
    })
    .pipe(conditionSchema)
    .refine((condition) => leavesOf(condition).length <= mostLeaves, {
      error: `A cohort has at most ${mostLeaves} conditions.`,
    }),
});
export type CohortDefinition = z.output<typeof cohortDefinitionSchema>;
