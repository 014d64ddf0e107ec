import { isDatabaseReachable } from '@/lib/server/database-health';

/** For balancers and compose: this process serves, and its database answers. */
export async function GET(): Promise<Response> {
  const isReachable = await isDatabaseReachable();
  return Response.json(
    { status: isReachable ? 'ok' : 'database unreachable' },
    { status: isReachable ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
