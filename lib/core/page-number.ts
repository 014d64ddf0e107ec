import { z } from 'zod';

/** From an address, which can be mistyped: what is no page is the first one. */
export const pageSchema = z.coerce.number().int().min(1).max(10_000).catch(1);
