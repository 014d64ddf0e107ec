import { z } from 'zod';
import type { JsonValue } from '@/lib/core/json';

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
    .transform(withoutPasswords)
    .refine(
      (content) => JSON.stringify(content).length <= maximumLength,
      'This is too long to be kept as a draft.',
    ),
});

export const discardDraftInputSchema = z.object({ formKey });

/** A form that is signed holds a password while it is filled in; that is typed anew after a pause. */
function withoutPasswords(content: JsonValue): JsonValue {
  if (Array.isArray(content)) {
    return content.map(withoutPasswords);
  }
  if (typeof content !== 'object' || content === null) {
    return content;
  }
  const kept = Object.entries(content).filter(([key]) => !/password/i.test(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutPasswords(value)]));
}
