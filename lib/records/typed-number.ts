import { z } from 'zod';

interface Bounds {
  readonly from: number;
  readonly to: number;
  readonly integer?: boolean;
}

/** A comma means a decimal in one country and a thousand in another, so it is refused and never guessed. */
const numeral = /^[+-]?\d+(\.\d+)?$/;

/**
 * A number as a person types it or as it is stored; both ends of the bounds are allowed. Empty text
 * and an absent field are null: not stated.
 */
export function typedNumber({ from, to, integer = false }: Bounds) {
  return z
    .union([z.string(), z.number()])
    .nullable()
    .default(null)
    .transform((typed, context): number | null => {
      const text = String(typed ?? '').trim();
      if (text === '') {
        return null;
      }
      const message = complaint(text, typed, { from, to, integer });
      if (message !== null) {
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      }
      return Number(text);
    });
}

function complaint(
  text: string,
  typed: string | number | null,
  { from, to, integer }: Required<Bounds>,
): string | null {
  if (text.includes(',')) {
    return `Use a point for decimals and no thousands separator, not "${text.slice(0, 40)}"`;
  }
  if (typeof typed === 'string' && !numeral.test(text)) {
    return `Enter a number, not "${text.slice(0, 40)}"`;
  }
  const value = Number(text);
  if (!Number.isFinite(value)) {
    return 'Enter a number';
  }
  if (integer && !Number.isInteger(value)) {
    return `Enter a whole number, not ${text}`;
  }
  if (value < from || value > to) {
    return `Enter ${integer ? 'a whole number' : 'a number'} from ${from} to ${to}`;
  }
  return null;
}

/** A whole number of things counted, or null when the report does not say. */
export function typedCount(to: number, from = 0) {
  return typedNumber({ from, to, integer: true });
}
