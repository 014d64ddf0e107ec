import { z } from 'zod';
import { typedReason } from '@/lib/core/typed-text';
import { optionalCivilDateSchema } from '@/lib/dates/civil-date';
import { enrollmentOnlyFromSchema } from './rule-sets';

/** From when a site follows the enrollment-only rule set; blank: it has not started there. */
const remsDateSchema = z.object({
  siteId: z.uuid(),
  enrollmentOnlyFrom: z
    .string()
    .trim()
    .nullable()
    .transform((entered) => entered || null)
    .pipe(enrollmentOnlyFromSchema),
});

export const previewRemsDateInputSchema = remsDateSchema;

export const setRemsDateInputSchema = remsDateSchema.extend({
  /** What the person saw; another date by now is somebody else's change. */
  before: optionalCivilDateSchema,
  reason: typedReason('Say where the date comes from.'),
});

/** What a date changes at a site. */
export type RemsDateEffect = {
  /** Men on a protocol whose REMS checks end with the monthly rule set. */
  readonly enrollments: number;
  /** Of those, how many plans change. */
  readonly plansChanged: number;
  /** REMS checks that are asked no longer, and those that are asked again. */
  readonly checksDropped: number;
  readonly checksAdded: number;
};
