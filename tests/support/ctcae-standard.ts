// The table of CTCAE terms that the program was given, read as it stands in tests/fixtures: what the
// program's own data and its grades are held against.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const limitSchema = z.union([z.number(), z.literal('ULN'), z.literal('LLN')]).optional();
const criterionSchema = z.strictObject({
  unit: z.string().nullish(),
  times: z.enum(['ULN', 'baseline']).optional(),
  gt: limitSchema,
  ge: limitSchema,
  lt: limitSchema,
  le: limitSchema,
  when: z.string().optional(),
  measure: z.literal('increase').optional(),
  specimen: z.literal('ionized').optional(),
});
export type StandardCriterion = z.output<typeof criterionSchema>;

const editionSchema = z.looseObject({
  exists: z.boolean().nullable(),
  source: z.array(z.string()).optional(),
  grades: z.array(z.number()).optional(),
  sameThresholdsAs: z.literal('v5_0').optional(),
  replacedBy: z.string().optional(),
  byGrade: z
    .record(
      z.string(),
      z.looseObject({
        criteria: z.array(criterionSchema).default([]),
        alternatives: z.array(z.string()).default([]),
      }),
    )
    .optional(),
});
export type StandardEdition = z.output<typeof editionSchema>;

const standardSchema = z.object({
  neverAutoRaise: z.array(z.string()),
  terms: z.array(
    z.looseObject({
      key: z.string(),
      term: z.string(),
      soc: z.string(),
      kind: z.enum(['laboratory', 'clinical']),
      analytes: z.array(z.string()).default([]),
      v5_0: editionSchema,
      v6_0: editionSchema,
    }),
  ),
});

const file = fileURLToPath(new URL('../fixtures/ctcae-terms.json', import.meta.url));
export const ctcaeStandard = standardSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

export const standardLaboratoryTerms = ctcaeStandard.terms.filter(
  ({ kind }) => kind === 'laboratory',
);
