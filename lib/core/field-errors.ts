import type { z } from 'zod';

/** The key of a message that belongs to the whole form (react-hook-form's own word for it). */
export const wholeForm = 'root';

/** A schema's issues per field, keyed by dotted path: `labs.0.value`. */
export function listFieldErrors(error: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const path = issue.path.length === 0 ? wholeForm : issue.path.map(String).join('.');
    fields[path] = [...(fields[path] ?? []), issue.message];
  }
  return fields;
}
