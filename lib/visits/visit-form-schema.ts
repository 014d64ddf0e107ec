import { z } from 'zod';
import { recordVisitInputSchema } from '@/lib/records/visit';
import { toVisitInput, type VisitValues } from './visit-values';

/** Checks the form as the command checks what it is sent; the paths are the same. */
export const visitFormSchema = z
  .custom<VisitValues>()
  .transform(toVisitInput)
  .pipe(recordVisitInputSchema);
