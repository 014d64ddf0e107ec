import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isIdParam } from '@/lib/api/endpoint';
import type { Actor, Membership } from '@/lib/auth/actor';
import { sitesWhere } from '@/lib/auth/can';
import type { Permission } from '@/lib/auth/permissions';
import { AppError } from '../app-error';
import { recordRefusal } from '../audit/record-refusal';
import { translateDatabaseError } from '../db/database-error';
import { parseInput } from '../parse-input';
import { toProblem } from '../route';
import { admit, type RateLimit, Refused } from './admit';
import type { Endpoint } from './endpoint';
import { optionsOf } from './idempotency';
import { bytesOf, readJsonBody } from './read-body';

/** Where the interface begins. */
export const apiBase = '/api/v1';

/** An address that tells nothing about anybody. */
export interface OpenAddress {
  readonly path: string;
  readonly answer: () => unknown;
}

/**
 * The one way into the interface for programs: token, permission, address, query, body, in that order, then the
 * endpoint. It reads no cookie, so no page of another site can make a browser ask. Problems are RFC 9457 documents.
 */
export function toApi(
  endpoints: readonly Endpoint[],
  openAddresses: readonly OpenAddress[],
): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = randomUUID();
    const { pathname } = new URL(request.url);
    const path = pathname.slice(apiBase.length);
    const open = openAddresses.find((address) => address.path === path);
    if (open !== undefined && request.method === 'GET') {
      return withHeaders(Response.json(open.answer()), requestId, null);
    }
    let limit: RateLimit | null = null;
    let name = 'api';
    try {
      const { endpoint, params } = find(endpoints, request.method, path);
      name = `api.${endpoint.name}`;
      const admission = await admit(request.headers.get('authorization'));
      limit = admission.limit;
      const answer = await ask(request, endpoint, params, admission.actor, requestId);
      return withHeaders(answer, requestId, limit);
    } catch (failure) {
      const refused = failure instanceof Refused ? failure : null;
      const error = refused?.error ?? translateDatabaseError(failure);
      return problem(error, { name, requestId, limit: refused?.limit ?? limit });
    }
  };
}

interface Found {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
}

/** @throws NOT_FOUND, METHOD_NOT_ALLOWED */
function find(endpoints: readonly Endpoint[], method: string, path: string): Found {
  const atPath = endpoints.flatMap((endpoint) => {
    const params = matchPath(endpoint.path, path);
    return params === null ? [] : [{ endpoint, params }];
  });
  const found = atPath.find(({ endpoint }) => endpoint.method === method);
  if (found !== undefined) {
    return found;
  }
  if (atPath.length === 0) {
    throw new AppError('NOT_FOUND', {
      message: 'There is no such address. /api-reference lists them.',
      isAudited: false,
    });
  }
  const allowed = atPath.map(({ endpoint }) => endpoint.method).join(', ');
  throw new MethodNotAllowed(allowed);
}

class MethodNotAllowed extends AppError {
  readonly allowed: string;

  constructor(allowed: string) {
    super('METHOD_NOT_ALLOWED', { message: `This address answers ${allowed}.` });
    this.allowed = allowed;
  }
}

function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) {
    return null;
  }
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== segment : segment === '') {
      return null;
    }
    if (name !== undefined) {
      params[name] = segment;
    }
  }
  return params;
}

async function ask(
  request: Request,
  endpoint: Endpoint,
  params: Readonly<Record<string, string>>,
  actor: Actor,
  requestId: string,
): Promise<Response> {
  try {
    const sites = requireSites(actor, endpoint);
    refuseMalformedIds(params);
    const query = readQuery(endpoint, request);
    const isJson = endpoint.method !== 'GET' && endpoint.upload === undefined;
    const body = isJson ? await readJsonBody(request) : null;
    const bytes = bytesOf(request);
    const address = `${endpoint.method} ${new URL(request.url).pathname}`;
    const key = request.headers.get('idempotency-key');
    const options = optionsOf(key, { actor, requestId, address, body });
    const context = { actor, sites, params, query, body, bytes, requestId, options };
    const answer = await endpoint.run(context);
    return answer instanceof Response ? answer : Response.json(answer, { status: endpoint.status });
  } catch (failure) {
    // A command records its own refusals.
    const error = translateDatabaseError(failure);
    if (endpoint.method === 'GET' || error instanceof MissingPermission) {
      await recordRefusal(actor, { name: `api.${endpoint.name}`, requestId, siteId: null }, error);
    }
    throw error;
  }
}

class MissingPermission extends AppError {}

/** @throws FORBIDDEN that tells a token without the scope from a person without the permission */
function requireSites(
  actor: Actor,
  { permission, alsoNeeds = [] }: Endpoint,
): readonly Membership[] {
  if (permission === null) {
    return actor.memberships;
  }
  for (const needed of [permission, ...alsoNeeds]) {
    if (sitesWhere(actor, needed).length === 0) {
      throw new MissingPermission('FORBIDDEN', {
        message: actor.scopes?.includes(needed)
          ? 'Your role does not allow this.'
          : `This token does not have the scope ${needed}.`,
        detail: needed satisfies Permission,
      });
    }
  }
  return sitesWhere(actor, permission);
}

/** What cannot be an id is not asked for. */
function refuseMalformedIds(params: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(params)) {
    if (isIdParam(name) && !z.uuid().safeParse(value).success) {
      throw new AppError('NOT_FOUND', { isAudited: false });
    }
  }
}

const noQuery = z.strictObject({});

function readQuery({ query }: Endpoint, request: Request): unknown {
  const { searchParams } = new URL(request.url);
  return parseInput(query ?? noQuery, Object.fromEntries(searchParams));
}

interface Failed {
  readonly name: string;
  readonly requestId: string;
  readonly limit: RateLimit | null;
}

function problem(error: unknown, { name, requestId, limit }: Failed): Response {
  const response = withHeaders(toProblem(error, name, requestId), requestId, limit);
  if (response.status === 401) {
    response.headers.set('www-authenticate', 'Bearer realm="Sertoli", error="invalid_token"');
  }
  if (response.status === 429 && limit !== null) {
    response.headers.set('retry-after', String(limit.secondsLeft));
  }
  if (error instanceof MethodNotAllowed) {
    response.headers.set('allow', error.allowed);
  }
  return response;
}

function withHeaders(response: Response, requestId: string, limit: RateLimit | null): Response {
  const { headers } = response;
  headers.set('cache-control', 'no-store');
  headers.set('x-request-id', requestId);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  if (limit !== null) {
    headers.set('ratelimit-limit', String(limit.most));
    headers.set('ratelimit-remaining', String(limit.remaining));
    headers.set('ratelimit-reset', String(limit.secondsLeft));
  }
  return response;
}
