import { z } from 'zod';
import { therapyInputSchema } from './therapy';

export const changeTherapyInputSchema = z.object({
  enrollmentId: z.uuid(),
  change: therapyInputSchema,
});
export type ChangeTherapyInput = z.input<typeof changeTherapyInputSchema>;
