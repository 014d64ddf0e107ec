import { z } from 'zod';
import { typedLine } from '@/lib/core/typed-text';
import { importKinds } from './import-kinds';

/** What a person says of a file before it is read. */
export const newImportSchema = z.object({
  siteId: z.uuid('Choose a site.'),
  kind: z.enum(importKinds),
  /** Its choices of the last time are taken over. */
  sourceName: typedLine(100).min(1, 'Give the source a name.'),
});
