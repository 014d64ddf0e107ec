import { z } from 'zod';
import type { Permission } from '@/lib/auth/permissions';
import { typedLine } from '@/lib/core/typed-text';

/** What a token can be allowed, in the words of the page that makes it. Administration is for people only. */
export const tokenScopes = {
  'patient:read':
    'Read patients by study id, plans, records, flags, responses and the working list',
  'identity:read': 'Read names, birth dates and record numbers',
  'patient:enroll': 'Enroll patients',
  'visit:record': 'Record visits, laboratory reports and history',
  'record:amend': 'Correct and void records',
  'therapy:change': 'Start, change, hold and stop therapy',
  'flag:close': 'Close amber flags',
  'flag:close-red': 'Close red flags; each asks for the password',
  'decision:make': 'Make decisions; each asks for the password',
  'export:study': 'Cohorts, snapshots, analyses and exports',
  'audit:read': 'Read the audit trail',
} as const satisfies Partial<Record<Permission, string>>;
export type TokenScope = keyof typeof tokenScopes;

export const tokenScopeKeys = Object.keys(tokenScopes) as [TokenScope, ...TokenScope[]];

/** proposal: no source says how long a token should live; a year is the longest that the table takes. */
export const tokenDays = [7, 30, 90, 365] as const;

export const createTokenInputSchema = z.object({
  name: typedLine(80).min(1, 'Say what the token is for.'),
  scopes: z
    .array(z.enum(tokenScopeKeys))
    .min(1, 'Choose at least one permission.')
    .transform((scopes) => tokenScopeKeys.filter((scope) => scopes.includes(scope))),
  /** As text, because a form sends it so. */
  days: z.enum(tokenDays.map(String), 'Choose how long it lasts.').transform(Number),
});
export type CreateTokenInput = z.input<typeof createTokenInputSchema>;

export const revokeTokenInputSchema = z.object({ tokenId: z.uuid() });

/** Begins every token, so that scanners of published texts know one. */
export const tokenPrefix = 'srt_';

/** What stands behind "Bearer": null where it cannot be a token. */
export function bearerOf(header: string | null): string | null {
  const [, token] = /^Bearer +(srt_[A-Za-z0-9_-]{43})$/i.exec(header ?? '') ?? [];
  return token ?? null;
}
