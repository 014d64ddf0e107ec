// The table of published figures that the program was given, without its quotations: what the program's own
// copy and its statistics are held against.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const cellSchema = z.looseObject({
  printed: z.string().optional(),
  mean: z.number().optional(),
  sd: z.number().optional(),
  median: z.number().optional(),
  q1: z.number().optional(),
  q3: z.number().optional(),
  k: z.number().optional(),
  n: z.number().optional(),
  percentPrinted: z.string().optional(),
  value: z.number().nullish(),
  or_: z.number().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  p: z.number().optional(),
});
export type StandardCell = z.output<typeof cellSchema>;

const cellsSchema = z.record(z.string(), cellSchema);
const expectedSchema = z.looseObject({
  method: z.string(),
  p: z.number().optional(),
  statistic: z.number().optional(),
  df: z.number().optional(),
  value: z.number().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  tolerance: z.number().optional(),
  tables: z.number().optional(),
});
const countsSchema = z.looseObject({
  rows: z.array(z.object({ label: z.string(), events: z.number(), n: z.number() })),
});
const summarySchema = z.object({ mean: z.number(), sd: z.number(), n: z.number() });

const seedSchema = z.object({
  statisticalSoftware: z.string(),
  tables: z.array(
    z.looseObject({
      id: z.string(),
      rows: z.array(z.looseObject({ id: z.string(), cells: cellsSchema })),
      p: z.looseObject({ printed: z.string() }).optional(),
      pInText: cellSchema.optional(),
      pInteraction: cellSchema.optional(),
      columnHeads: cellsSchema.optional(),
      blocks: z.record(z.string(), z.looseObject({ p: cellSchema })).optional(),
    }),
  ),
  statements: z.array(z.looseObject({ id: z.string() })),
  flow: z.object({
    id: z.string(),
    nodes: z.array(z.looseObject({ id: z.string(), n: z.number() })),
    totals: z.array(z.looseObject({ n: z.number() })).default([]),
    tail: z.array(z.looseObject({ n: z.number() })).default([]),
  }),
  issues: z.array(z.object({ id: z.string(), type: z.string() })),
});

const standardSchema = z.object({
  seeds: z.object({ S0: seedSchema, S1: seedSchema, S2: seedSchema }),
  testVectors: z.array(
    z.looseObject({
      id: z.string(),
      claim: z.looseObject({ seed: z.enum(['S0', 'S1', 'S2']) }),
      verdict: z.string(),
      table: countsSchema.nullable(),
      expected: z.array(expectedSchema).default([]),
      parts: z
        .array(
          z.looseObject({
            printed: z.string(),
            input: z.record(z.string(), summarySchema),
            expected: z.array(expectedSchema),
          }),
        )
        .default([]),
      alternative: z
        .looseObject({ ...countsSchema.shape, expected: z.array(expectedSchema) })
        .optional(),
    }),
  ),
});

const file = fileURLToPath(new URL('../fixtures/published-tables.json', import.meta.url));
export const publishedStandard = standardSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
