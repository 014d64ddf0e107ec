import 'server-only';
import { randomBytes } from 'node:crypto';
import { now } from '../clock';

let lastMilliseconds = 0;
let sequence = 0;

/**
 * A UUID of version 7 (RFC 9562) for rows that others of the same statement point to. Ids made one after
 * the other sort in that order, also within a millisecond.
 */
export function newId(): string {
  const milliseconds = Math.max(now().getTime(), lastMilliseconds);
  sequence = milliseconds === lastMilliseconds ? sequence + 1 : 0;
  lastMilliseconds = sequence > 0xfff ? milliseconds + 1 : milliseconds;
  sequence &= 0xfff;
  const random = randomBytes(8);
  random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0);
  const digits =
    hexadecimal(lastMilliseconds, 12) + hexadecimal(0x7000 | sequence, 4) + random.toString('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function hexadecimal(value: number, width: number): string {
  return value.toString(16).padStart(width, '0');
}
