import { z } from 'zod';
import { typedLine, typedNote, typedReason } from '@/lib/core/typed-text';
import { typedCount } from '@/lib/records/typed-number';
import { cohortDefinitionSchema } from './condition';

/** Offered: counts below 11 are commonly not printed, because they can point to a man (C§7.6). */
export const offeredSmallestCell = 11;

const cohortFields = {
  /** The sites that are asked; the cohort's own is among them. */
  siteIds: z
    .array(z.uuid())
    .min(1, 'Choose at least one site.')
    .max(100)
    .transform((ids) => [...new Set(ids)].sort()),
  name: typedLine(80).min(1, 'Give the cohort a name.'),
  note: typedNote(2000).default(''),
  definition: cohortDefinitionSchema,
  /** Counts below it are not printed; null: every count is. Below 2 would say 1. */
  smallestCell: typedCount(100, 3),
};

export const saveCohortInputSchema = z
  .object({ siteId: z.uuid('Choose a site.'), ...cohortFields })
  .refine(({ siteId, siteIds }) => siteIds.includes(siteId), {
    path: ['siteIds'],
    message: 'The site that keeps the cohort is among those asked.',
  });
export type SaveCohortInput = z.input<typeof saveCohortInputSchema>;

export const amendCohortInputSchema = z.object({
  cohortId: z.uuid(),
  version: z.int(),
  ...cohortFields,
});
export type AmendCohortInput = z.input<typeof amendCohortInputSchema>;

export const voidCohortInputSchema = z.object({
  cohortId: z.uuid(),
  version: z.int(),
  reason: typedReason('Say why it is taken out.'),
});
