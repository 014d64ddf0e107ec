import { z } from 'zod';
import { typedReason } from '@/lib/core/typed-text';
import { civilDateSchema } from '@/lib/dates/civil-date';
import { enrollmentOutcomes } from './enrollment-outcome';

export const endEnrollmentInputSchema = z.object({
  enrollmentId: z.uuid(),
  version: z.int().min(1),
  endedOn: civilDateSchema,
  status: z.enum(enrollmentOutcomes, 'Say how the enrollment ends.'),
  reason: typedReason('Say why the enrollment ends.'),
});
export type EndEnrollmentInput = z.input<typeof endEnrollmentInputSchema>;
