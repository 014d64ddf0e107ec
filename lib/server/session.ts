import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import type { Actor } from '@/lib/auth/actor';
import { findActor } from './accounts/find-actor';
import { readSessionToken, sessionCookieFor } from './session-token';

/**
 * The one reader of the session: who is asking, with the rights of this moment. Null when nobody is signed in, a time
 * limit has passed, the account was disabled, or its password was changed elsewhere. Asked once per rendered page.
 */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const token = await readSessionToken(await cookies());
  return token === null ? null : findActor(token.userId, token.sessionVersion);
});

/** Lets the session that changed its own password go on in the new generation; all others have ended. */
export async function continueSession(sessionVersion: number): Promise<void> {
  const jar = await cookies();
  const token = await readSessionToken(jar);
  if (token !== null) {
    jar.set(await sessionCookieFor({ ...token, sessionVersion }));
  }
}
