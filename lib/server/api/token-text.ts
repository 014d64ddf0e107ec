import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { tokenPrefix } from '@/lib/api/token';

/** 256 random bits. */
export function newTokenText(): string {
  return `${tokenPrefix}${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a token: SHA-256 in hexadecimal. */
export function tokenHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
