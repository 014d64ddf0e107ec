import { z } from 'zod';
import { signatureFields } from '@/lib/auth/signature';
import { typedNote } from '@/lib/core/typed-text';

/** A clinic's values for the settings of a protocol, approved by who signs them. */
export const saveProfileInputSchema = z.object({
  siteId: z.uuid(),
  protocol: z.string().min(1),
  name: z.string().min(1),
  /** Of the profile that the person saw. */
  replaces: z.int().min(1),
  /** By setting key; checked against the definition. What is absent takes the default. */
  values: z.record(z.string(), z.unknown()),
  note: typedNote().default(''),
  ...signatureFields,
});
