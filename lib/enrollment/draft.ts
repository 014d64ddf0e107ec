import { z } from 'zod';

/** Longer drafts are not drafts of our forms. */
const maximumLength = 200_000;

const formKey = z.string().min(1).max(200);

/** What somebody has typed and not yet saved: any JSON, because nothing in it has been checked. */
export const saveDraftInputSchema = z.object({
  /** Form and what it is about: `visit:<enrollment id>`. */
  formKey,
  siteId: z.uuid(),
  patientId: z.uuid().nullable().default(null),
  content: z
    .json()
    .refine(
      (content) => JSON.stringify(content).length <= maximumLength,
      'This is too long to be kept as a draft.',
    ),
});

export const discardDraftInputSchema = z.object({ formKey });
