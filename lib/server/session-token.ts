import 'server-only';
import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { classifySession, remainingSeconds } from '@/lib/auth/session-lifetime';
import { now } from './clock';
import { getEnvironment, getSessionLimits } from './env';

/**
 * What the cookie carries, encrypted: who, which generation of the account's sessions, and the two instants that the
 * time-outs count from. No name, no role: those are read from the database on every request, so that a change of
 * rights acts at once.
 */
export const sessionTokenSchema = z.object({
  userId: z.uuid(),
  sessionVersion: z.number().int(),
  signedInAt: z.number().int(),
  lastSeenAt: z.number().int(),
});
export type SessionToken = z.infer<typeof sessionTokenSchema>;

type CookieReader = { get: (name: string) => { value: string } | undefined };

export function epochSeconds(): number {
  return Math.floor(now().getTime() / 1000);
}

function isSecureSite(): boolean {
  return getEnvironment().NEXTAUTH_URL.startsWith('https:');
}

/** next-auth's own rule for the name; the proxy, the pages and next-auth must see the same cookie. */
function sessionCookieName(): string {
  return `${isSecureSite() ? '__Secure-' : ''}next-auth.session-token`;
}

/** The token of a session that is still within both time limits; null for none, a forged one or an ended one. */
export async function readSessionToken(cookies: CookieReader): Promise<SessionToken | null> {
  const cookie = cookies.get(sessionCookieName())?.value;
  if (cookie === undefined) {
    return null;
  }
  const payload = await decodeOrNull(cookie);
  const token = sessionTokenSchema.safeParse(payload);
  if (!token.success) {
    return null;
  }
  const status = classifySession(token.data, epochSeconds(), getSessionLimits());
  return status === 'live' ? token.data : null;
}

async function decodeOrNull(cookie: string): Promise<unknown> {
  try {
    return await decode({ token: cookie, secret: getEnvironment().NEXTAUTH_SECRET });
  } catch {
    // Tampered, expired or encrypted with another secret: to us there is simply no session.
    return null;
  }
}

/** The cookie that replaces the one the browser holds; it never outlives the absolute limit. */
export async function sessionCookieFor(token: SessionToken) {
  const maxAge = remainingSeconds(token, epochSeconds(), getSessionLimits());
  return {
    name: sessionCookieName(),
    value: await encode({ token, secret: getEnvironment().NEXTAUTH_SECRET, maxAge }),
    maxAge,
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: isSecureSite(),
    path: '/',
  };
}
