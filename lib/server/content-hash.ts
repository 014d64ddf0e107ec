import 'server-only';
import { createHash } from 'node:crypto';
import { canonicalJson } from '@/lib/core/canonical-json';

/** SHA-256 of the canonical JSON, in hexadecimal: what a signature and a released protocol are held to. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
