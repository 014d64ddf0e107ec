import { z } from 'zod';
import { recordEntrySchema } from './record-entry';

/** Findings from before enrollment: each says where it comes from (engine §3). */
export const recordHistoryInputSchema = z
  .object({
    patientId: z.uuid(),
    entries: z.array(recordEntrySchema).min(1, 'Enter at least one finding.'),
  })
  .superRefine(({ entries }, context) => {
    entries.forEach((entry, index) => {
      if (entry.source === null) {
        context.addIssue({
          code: 'custom',
          path: ['entries', index, 'source'],
          message: 'Say where this finding comes from.',
        });
      }
    });
  });
export type RecordHistoryInput = z.input<typeof recordHistoryInputSchema>;
