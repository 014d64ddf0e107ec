import { z } from 'zod';
import { signatureFields } from '@/lib/auth/signature';
import { typedNote } from '@/lib/core/typed-text';
import { civilDateSchema } from '@/lib/dates/civil-date';

/** A physician's decision: a branch of the protocol, or that one sample is adequate for ICSI. */
export const makeDecisionInputSchema = z.object({
  enrollmentId: z.uuid(),
  key: z.string().min(1),
  chosen: z.string().min(1, 'Choose one of the options.'),
  decidedOn: civilDateSchema,
  effectiveOn: civilDateSchema,
  /** Needed where the choice differs from the computed branch, or none was computed. */
  reason: typedNote().default(''),
  /** The decision that this one takes the place of, as the person saw it. */
  replaces: z.uuid().nullable().default(null),
  /** The sample, for a decision about one. */
  recordId: z.uuid().nullable().default(null),
  ...signatureFields,
});
export type MakeDecisionInput = z.input<typeof makeDecisionInputSchema>;
