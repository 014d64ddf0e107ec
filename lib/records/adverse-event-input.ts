import { z } from 'zod';
import { adverseEventDismissalContentSchema } from './adverse-event';
import { adverseEventEntrySchema } from './record-entry';

export const recordAdverseEventInputSchema = z.object({
  enrollmentId: z.uuid(),
  entry: adverseEventEntrySchema,
});

/** The suggestion as the person read it: what is worse than its grade is not dismissed with it. */
export const dismissSuggestionInputSchema = z.object({
  enrollmentId: z.uuid(),
  ...adverseEventDismissalContentSchema.omit({ ctcaeVersion: true }).shape,
  suggestedBy: z.uuid(),
});
export type DismissSuggestionInput = z.input<typeof dismissSuggestionInputSchema>;
