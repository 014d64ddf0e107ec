import { prisma } from '@/lib/server/db/client';
import { logFailure } from '@/lib/server/log';

const headers = { 'cache-control': 'no-store' };

/** For balancers and compose: this process serves, and its database answers. */
export async function GET(): Promise<Response> {
  try {
    await prisma().$queryRaw`SELECT 1`;
    return Response.json({ status: 'ok' }, { headers });
  } catch (error) {
    logFailure('health-check-failed', error);
    return Response.json({ status: 'database unreachable' }, { status: 503, headers });
  }
}
