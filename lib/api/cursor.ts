import { z } from 'zod';
import type { JsonValue } from '@/lib/core/json';

export const mostItems = 200;
const usualItems = 50;

/** Where the next part of a list begins, as a text that only this program reads. */
export function encodeCursor(position: JsonValue): string {
  const bytes = new TextEncoder().encode(JSON.stringify(position));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function decode(text: string): unknown {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** `limit` and `cursor` of a list whose next part begins after such a position. */
export function listFields<Position extends z.ZodType>(position: Position) {
  return {
    limit: z.coerce
      .number(`Enter a whole number from 1 to ${mostItems}.`)
      .int(`Enter a whole number from 1 to ${mostItems}.`)
      .min(1, `Enter a whole number from 1 to ${mostItems}.`)
      .max(mostItems, `Enter a whole number from 1 to ${mostItems}.`)
      .default(usualItems),
    cursor: z
      .string()
      .max(600)
      .transform((text, context): z.output<Position> => {
        const parsed = position.safeParse(decode(text));
        if (parsed.success) {
          return parsed.data;
        }
        context.addIssue({ code: 'custom', message: 'This is not a cursor of this list.' });
        return z.NEVER;
      })
      .optional(),
  };
}

/** The part of a list that is answered, and the cursor of the next; `rows` holds one more than the limit where there is one. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  itemOf: (row: Row) => Item,
  positionOf: (row: Row) => JsonValue,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null;
  return { items: shown.map(itemOf), next };
}
