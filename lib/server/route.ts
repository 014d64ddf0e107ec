import 'server-only';
import { randomUUID } from 'node:crypto';
import type { NextRequest } from 'next/server';
import type { Actor, Membership } from '@/lib/auth/actor';
import { sitesWhere } from '@/lib/auth/can';
import type { Permission } from '@/lib/auth/permissions';
import { errorCodes } from '@/lib/core/error-code';
import { AppError } from './app-error';
import { recordRefusal } from './audit/record-refusal';
import { translateDatabaseError } from './db/database-error';
import { describeFailure } from './describe-failure';
import { currentActor } from './session';

type Params = Record<string, string | string[]>;

export type RouteContext<P extends Params> = {
  readonly request: NextRequest;
  readonly params: P;
  readonly actor: Actor;
  /** Where the actor holds the route's permission; the handler answers for these sites only. */
  readonly sites: readonly Membership[];
  readonly requestId: string;
};

type Route<P extends Params> = {
  readonly name: string;
  readonly permission: Permission;
  readonly handle: (context: RouteContext<P>) => Promise<Response>;
};

type RouteHandler<P extends Params> = (
  request: NextRequest,
  context: { params: Promise<P> },
) => Promise<Response>;

/** The one way to a GET handler: no actor, no permission, no answer. Problems are RFC 9457 documents. */
export function toRoute<P extends Params = Record<never, never>>(route: Route<P>): RouteHandler<P> {
  return async (request, { params }) => {
    const requestId = randomUUID();
    const actor = await currentActor();
    try {
      if (actor === null) {
        throw new AppError('UNAUTHENTICATED');
      }
      const sites = sitesWhere(actor, route.permission);
      if (sites.length === 0) {
        throw new AppError('FORBIDDEN', { detail: route.permission });
      }
      return await route.handle({ request, params: await params, actor, sites, requestId });
    } catch (failure) {
      const error = translateDatabaseError(failure);
      if (actor !== null) {
        await recordRefusal(actor, { name: route.name, requestId, siteId: null }, error);
      }
      return toProblem(error, route.name, requestId);
    }
  };
}

/** A refusal, or a failure by its event id, as an RFC 9457 document. */
export function toProblem(error: unknown, name: string, requestId: string): Response {
  const { message: detail, ...problem } = describeFailure(error, name, requestId);
  const { status } = errorCodes[problem.code];
  return Response.json(
    { ...problem, status, detail },
    {
      status,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    },
  );
}
