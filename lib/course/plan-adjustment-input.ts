import { z } from 'zod';
import { typedReason } from '@/lib/core/typed-text';
import { civilDateSchema } from '@/lib/dates/civil-date';

const target = { enrollmentId: z.uuid(), occurrenceKey: z.string().min(1) };

export const rescheduleOccurrenceInputSchema = z.object({
  ...target,
  plannedOn: civilDateSchema,
  reason: typedReason('Say why the date is moved.'),
});

export const waiveOccurrenceInputSchema = z.object({
  ...target,
  reason: typedReason('Say why this is not needed.'),
});

export const closeOccurrenceInputSchema = z.object({
  ...target,
  closedOn: civilDateSchema,
  reason: typedReason('Say why nobody waits for this any longer.'),
});

export const linkRecordInputSchema = z.object({
  ...target,
  recordId: z.uuid(),
  reason: typedReason('Say why this record belongs here.'),
});

export const withdrawAdjustmentInputSchema = z.object({
  adjustmentId: z.uuid(),
  reason: typedReason('Say why it is withdrawn.'),
});
