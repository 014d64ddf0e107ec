import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { getAuthOptions } from '@/lib/server/auth-options';

type Context = { params: Promise<{ nextauth: string[] }> };

// Options are read on request: the build has no environment.
function handler(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(request, context, getAuthOptions());
}

export { handler as GET, handler as POST };
