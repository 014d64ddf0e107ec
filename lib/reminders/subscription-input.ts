import { z } from 'zod';

/** One for each site where the person works; what is not wanted ends, and nothing is sent any more. */
export const saveSubscriptionInputSchema = z.object({
  siteId: z.uuid(),
  wanted: z.boolean(),
  sendAt: z
    .string()
    .trim()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter the time as 07:00.'),
  listsStudyIds: z.boolean(),
});
export type SaveSubscriptionInput = z.input<typeof saveSubscriptionInputSchema>;

/** A proposal: no source says when a clinic wants its list. */
export const proposedSendAt = '07:00';
