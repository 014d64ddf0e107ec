import { z } from 'zod';

const pageSchema = z.coerce.number().int().min(1).max(10_000).catch(1);

/** From an address, which can be mistyped: what is no page is the first one. */
export function readPage(parameter: unknown): number {
  return pageSchema.parse(parameter);
}
