// Asks the interface for programs as a program would, without a server between.
import type { TokenScope } from '@/lib/api/token';
import { tokenScopeKeys } from '@/lib/api/token';
import type { Actor } from '@/lib/auth/actor';
import { canAnywhere } from '@/lib/auth/can';
import { createToken } from '@/lib/server/api/create-token';
import { endpoints } from '@/lib/server/api/endpoints';
import { openAddresses } from '@/lib/server/api/open-addresses';
import { apiBase, toApi } from '@/lib/server/api/to-api';
import { disagreements } from './api-answers';
import { submit } from './submit';

export const answerApi = toApi(endpoints, openAddresses);

/** With every scope that the person can give, unless scopes are named. */
export async function tokenFor(actor: Actor, scopes?: readonly TokenScope[]): Promise<string> {
  const given = scopes ?? tokenScopeKeys.filter((scope) => canAnywhere(actor, scope));
  const { token } = await submit(createToken, actor, { name: 'A test', scopes: given, days: '7' });
  return token;
}

export interface ApiRequest {
  readonly method?: string;
  readonly token?: string | null;
  /** Sent as JSON; a text as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Null where it is not JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it
  readonly json: any;
}

/** @param path below the base, with its query */
export async function callApi(
  path: string,
  { method = 'GET', token = null, body, headers = {} }: ApiRequest = {},
): Promise<ApiAnswer> {
  const request = new Request(`http://localhost${apiBase}${path}`, {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const response = await answerApi(request);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const json = isJson ? JSON.parse(text) : null;
  const { status } = response;
  if (isJson) {
    const [bare = ''] = path.split('?');
    const wrong = disagreements(method, bare, status, json);
    if (wrong.length > 0) {
      throw new Error(
        `${method} ${path} answered ${status} unlike its description: ${wrong.join('; ')}`,
      );
    }
  }
  return { status, headers: response.headers, text, json };
}
