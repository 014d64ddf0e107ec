import { z } from 'zod';

/** Which archive goes into which site, and the men of which of its own sites come. */
export const archiveImportSchema = z.object({
  siteId: z.uuid('Choose a site.'),
  fileId: z.uuid(),
  /** Null where the archive has only one. */
  fromSite: z.string().min(1).max(50).nullable(),
});

/** What came of it, as the job keeps it. */
export const archiveOutcomeSchema = z.object({
  protocol: z.string(),
  enrollments: z.number(),
  decisions: z.number(),
  /** Signatures of the archive that nobody can take over: what they stood under waits to be signed here. */
  signatures: z.number(),
  /** What the person has still to do, in sentences. */
  notes: z.array(z.string()),
});
export type ArchiveOutcome = z.output<typeof archiveOutcomeSchema>;
