import { z } from 'zod';
import { invariant } from '@/lib/core/invariant';
import { addDays, addMonths, type Day } from './civil-date';

/** An ISO 8601 duration of whole months, weeks and days (`P1M`, `P4W`, `P1M3D`); a leading minus is allowed. */
export interface Duration {
  readonly months: number;
  readonly days: number;
}

const shape = /^(-)?P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/;

export const durationTextSchema = z
  .string()
  .regex(shape, 'Enter an ISO 8601 duration of months, weeks or days: P1M, P4W, P30D');

/** @throws when the text is not such a duration; definitions are validated before they are compiled. */
export function parseDuration(text: string): Duration {
  const match = shape.exec(text);
  invariant(match, `not a duration: ${text}`);
  const sign = match[1] ? -1 : 1;
  const part = (index: number) => Number(match[index] ?? 0);
  // Adding 0 turns a negative zero into zero, so that `-P3D` has 0 months and not −0.
  return {
    months: sign * (part(2) * 12 + part(3)) + 0,
    days: sign * (part(4) * 7 + part(5)) + 0,
  };
}

/** The n-th repeat counts from the anchor, never from the repeat before it, so month ends do not drift. */
export function addDuration(day: Day, duration: Duration, times = 1): Day {
  const shifted = duration.months === 0 ? day : addMonths(day, duration.months * times);
  return addDays(shifted, duration.days * times);
}

/** `6 months`, `28 days`, `1 month and 3 days`. */
export function describeDuration({ months, days }: Duration): string {
  const parts = [
    { count: months, unit: 'month' },
    { count: days, unit: 'day' },
  ].filter(({ count }) => count !== 0);
  const words = parts.map(
    ({ count, unit }) => `${count} ${unit}${Math.abs(count) === 1 ? '' : 's'}`,
  );
  return words.join(' and ') || '0 days';
}
