import { z } from 'zod';
import { named } from '../named';

/** `2026-03-31`, a date of the site's calendar. */
export const dateView = z.iso.date();
/** An instant in UTC. */
export const instantView = z.iso.datetime();
export const idView = z.uuid();

/** A part of a list and the cursor of the next one. */
export function listOf<Item extends z.ZodType>(id: string, description: string, item: Item) {
  return named(id, description, {
    items: z.array(item),
    /** Give it as `cursor` to go on; null at the end. */
    next: z.string().nullable(),
  });
}

/** Everything at once: what is listed is as short as a protocol. */
export function allOf<Item extends z.ZodType>(id: string, description: string, item: Item) {
  return named(id, description, { items: z.array(item) });
}
