import 'server-only';
import type { z } from 'zod';
import { listFieldErrors } from '@/lib/core/field-errors';
import { listUnstorableText } from '@/lib/core/storable-text';
import { AppError } from './app-error';

/** @throws INVALID_INPUT with a message for each field. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const unstorable = listUnstorableText(input);
  if (unstorable.length > 0) {
    const message = 'This text holds a character that cannot be stored. Type it again.';
    throw new AppError('INVALID_INPUT', {
      fields: Object.fromEntries(unstorable.map((path) => [path, message])),
    });
  }
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    throw new AppError('INVALID_INPUT', { fields: listFieldErrors(parsed.error) });
  }
  return parsed.data;
}
