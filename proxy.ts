import { type NextRequest, NextResponse } from 'next/server';
import { isActivityDue } from '@/lib/auth/session-lifetime';
import { contentSecurityPolicy } from '@/lib/server/content-security-policy';
import {
  epochSeconds,
  readSessionToken,
  type SessionToken,
  sessionCookieFor,
} from '@/lib/server/session-token';

const publicPaths = ['/sign-in'];

/**
 * Sends anonymous page requests to the sign-in form, notes activity in the session cookie, and sets the content
 * security policy. A convenience, not the control: pages, actions and routes each ask for the actor themselves.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const session = await readSessionToken(request.cookies);
  if (session === null && needsSession(request)) {
    return NextResponse.redirect(signInAddress(request));
  }
  const response = withSecurityPolicy(request);
  if (session !== null && isActivityDue(session, epochSeconds())) {
    await noteActivity(response, session);
  }
  return response;
}

/**
 * Actions are left through: the answer "your session has ended" must reach the form, which keeps what was typed.
 * Routes answer 401 by themselves.
 */
function needsSession(request: NextRequest): boolean {
  const { pathname } = request.nextUrl;
  const isPage = request.method === 'GET' || request.method === 'HEAD';
  return isPage && !pathname.startsWith('/api/') && !publicPaths.includes(pathname);
}

function signInAddress(request: NextRequest): URL {
  const { pathname, search } = request.nextUrl;
  const address = request.nextUrl.clone();
  address.pathname = '/sign-in';
  address.search =
    pathname === '/' ? '' : new URLSearchParams({ next: pathname + search }).toString();
  return address;
}

function withSecurityPolicy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  // Next reads the nonce for its own scripts from the policy on the request.
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('x-content-type-options', 'nosniff');
  return response;
}

async function noteActivity(response: NextResponse, session: SessionToken): Promise<void> {
  const cookie = await sessionCookieFor({ ...session, lastSeenAt: epochSeconds() });
  response.cookies.set(cookie);
}

export const config = {
  // Everything except built files, which carry no data. Prefetches count as pages: they hold clinical content. The
  // interface for programs reads no session and sets its own headers; here its bodies would be held in memory, and so
  // would the files that are brought to imports/upload, which asks for the session itself.
  matcher: [
    '/((?!api/v1/|imports/upload|_next/static|_next/image|favicon.ico|icon.svg|robots.txt).*)',
  ],
};
