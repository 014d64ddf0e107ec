import 'server-only';
import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { signInInputSchema } from '@/lib/auth/password';
import { encodeRefusal } from '@/lib/auth/sign-in-refusal';
import { recordSignOut } from './accounts/record-sign-out';
import { signIn } from './accounts/sign-in';
import { getEnvironment, getSessionLimits } from './env';
import { epochSeconds, type SessionToken } from './session-token';

type NewSession = Pick<SessionToken, 'userId' | 'sessionVersion'>;

/** next-auth carries the cookie and the CSRF check of the sign-in form; the rules are in lib/auth and session-token. */
export function getAuthOptions(): NextAuthOptions {
  return {
    secret: getEnvironment().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: getSessionLimits().absoluteSeconds },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (credentials) => authorize(credentials),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (isNewSession(user) ? startSession(user) : token),
      // The browser learns nothing but that a session exists.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: { signOut: ({ token }) => recordSignOut(token) },
  };
}

/** @throws with an encoded refusal: the message is the only thing that next-auth hands to the form. */
async function authorize(credentials: unknown) {
  const input = signInInputSchema.safeParse(credentials);
  if (!input.success) {
    throw new Error(encodeRefusal({ status: 'refused', waitSeconds: 0 }));
  }
  const outcome = await signIn(input.data.email, input.data.password);
  if (outcome.status !== 'accepted') {
    throw new Error(encodeRefusal(outcome));
  }
  const { userId, sessionVersion } = outcome;
  return { id: userId, userId, sessionVersion };
}

function isNewSession(user: unknown): user is NewSession {
  return typeof user === 'object' && user !== null && 'sessionVersion' in user;
}

function startSession({ userId, sessionVersion }: NewSession): SessionToken {
  const signedInAt = epochSeconds();
  return { userId, sessionVersion, signedInAt, lastSeenAt: signedInAt };
}
