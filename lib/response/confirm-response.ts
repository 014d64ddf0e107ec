import { z } from 'zod';
import { signatureFields } from '@/lib/auth/signature';
import { typedNote } from '@/lib/core/typed-text';
import { responseStatuses } from './response';

/** "Response seen by physician": the hash of what the screen showed, and what he signs. */
export const confirmResponseInputSchema = z.object({
  enrollmentId: z.uuid(),
  seenHash: z.string().regex(/^[0-9a-f]{64}$/),
  signed: z.enum(responseStatuses),
  /** Needed where what is signed differs from what was computed. */
  reason: typedNote().default(''),
  ...signatureFields,
});
export type ConfirmResponseInput = z.input<typeof confirmResponseInputSchema>;
