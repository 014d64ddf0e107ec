import { z } from 'zod';
import { closeFlagInputSchema } from './dispositions';

export const closeFlagCommandInputSchema = closeFlagInputSchema.safeExtend({
  flagId: z.uuid(),
  /** The version that the person saw: evidence that came later is not closed unseen. */
  version: z.int().min(1),
});
export type CloseFlagCommandInput = z.input<typeof closeFlagCommandInputSchema>;
