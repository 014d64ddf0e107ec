import { z } from 'zod';
import { passwordMaxLength } from '@/lib/auth/password';
import { closeFlagInputSchema } from './dispositions';

export const closeFlagCommandInputSchema = closeFlagInputSchema.safeExtend({
  flagId: z.uuid(),
  /** The version that the person saw: evidence that came later is not closed unseen. */
  version: z.int().min(1),
  /** A red flag is closed by a signature; another one without. */
  password: z.string().max(passwordMaxLength).default(''),
});
export type CloseFlagCommandInput = z.input<typeof closeFlagCommandInputSchema>;
