import { z } from 'zod';
import { typedLine, typedReason } from '@/lib/core/typed-text';

/** The number of the man in the REMS: part of his identity, never exported (engine §8). */
export const setRemsIdInputSchema = z.object({
  patientId: z.uuid(),
  /** Of the identity, as the form was opened with it. */
  version: z.int().min(1),
  /** Blank takes it away. */
  remsId: typedLine(50).transform((text) => text || null),
  reason: typedReason('Say why it is entered or changed.'),
});
