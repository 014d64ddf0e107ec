import 'server-only';
import { createHmac } from 'node:crypto';

/** What is computed with a key is of no use for anything else: each purpose has codes of its own. */
type Purpose = 'id' | 'order' | 'shift' | 'site';

function codeOf(key: Uint8Array, purpose: Purpose, of: string): Buffer {
  return createHmac('sha256', key).update(`${purpose} ${of}`).digest();
}

/** A UUID of version 8 (RFC 9562), which says that its bits are the program's own. */
export function idCode(key: Uint8Array, id: string): string {
  const bytes = codeOf(key, 'id', id).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Sorted by it, things stand in an order by chance. */
export function orderCode(key: Uint8Array, purpose: 'order' | 'site', of: string): string {
  return codeOf(key, purpose, of).toString('hex');
}

const longestShift = 364;
const daysOfWeek = 7;
/** Whole weeks would keep the weekday, by which holidays and days of the clinic can be told. */
const shifts = Array.from({ length: 2 * longestShift + 1 }, (_, n) => n - longestShift).filter(
  (days) => days % daysOfWeek !== 0,
);

/** From 1 to 364 days, back or forth. */
export function shiftCode(key: Uint8Array, of: string): number {
  // 48 bits: the shifts are equally likely up to one in 10^11.
  return shifts[codeOf(key, 'shift', of).readUIntBE(0, 6) % shifts.length] ?? 1;
}
