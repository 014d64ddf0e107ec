import { z } from 'zod';
import { signatureFields } from '@/lib/auth/signature';
import { typedNote } from '@/lib/core/typed-text';

export const overrideChoices = ['enroll', 'decline'] as const;

/** A physician lets a man in whom a criterion keeps out, or declines, and signs it. */
export const decideOverrideInputSchema = z
  .object({
    enrollmentId: z.uuid(),
    /** The assessment that the person saw. */
    assessmentId: z.uuid(),
    /** The signature that the person saw standing; null for none. */
    replaces: z.uuid().nullable().default(null),
    chosen: z.enum(overrideChoices, 'Choose one of the options.'),
    reason: typedNote().default(''),
    ...signatureFields,
  })
  .refine(({ chosen, reason }) => chosen === 'enroll' || reason !== '', {
    path: ['reason'],
    message: 'Say why you decline.',
  });
export type DecideOverrideInput = z.input<typeof decideOverrideInputSchema>;
