import 'server-only';
import { bearerOf } from '@/lib/api/token';
import type { Actor } from '@/lib/auth/actor';
import { permissions } from '@/lib/auth/permissions';
import { findActor } from '../accounts/find-actor';
import { AppError } from '../app-error';
import { prisma } from '../db/client';
import { getApiRequestsPerMinute } from '../env';
import { tokenHash } from './token-text';

export interface Admission {
  readonly actor: Actor;
  readonly limit: RateLimit;
}

/** What the headers of an answer say about the minute that runs. */
export interface RateLimit {
  readonly most: number;
  readonly remaining: number;
  readonly secondsLeft: number;
}

/** A refusal at the door, with the minute that runs where the token is a live one. */
export class Refused extends Error {
  readonly error: AppError;
  readonly limit: RateLimit | null;

  constructor(error: AppError, limit: RateLimit | null = null) {
    super(error.message);
    this.error = error;
    this.limit = limit;
  }
}

type AdmittedRow = {
  user_id: string;
  session_version: number;
  scopes: string[];
  state: 'live' | 'revoked' | 'expired' | 'disabled';
  requests: number;
  seconds_left: number;
};

const noToken = 'Send a personal access token: Authorization: Bearer srt_…';

const refusals: Readonly<Record<Exclude<AdmittedRow['state'], 'live'>, string>> = {
  revoked: 'This token has been revoked.',
  expired: 'This token has expired.',
  disabled: 'The account of this token is disabled.',
};

/**
 * Whose token this is, with the rights of this moment and no more than the token's scopes. Every request of a live
 * token is counted.
 *
 * @throws Refused: UNAUTHENTICATED, RATE_LIMITED
 */
export async function admit(authorization: string | null): Promise<Admission> {
  const token = bearerOf(authorization);
  if (token === null) {
    throw unauthenticated(noToken);
  }
  const most = getApiRequestsPerMinute();
  const [row] = await prisma().$queryRaw<AdmittedRow[]>`
    SELECT user_id, session_version, scopes, state, requests, seconds_left
    FROM app.admit_token(${tokenHash(token)}, ${most}::integer)`;
  if (row === undefined) {
    throw unauthenticated('This token is not known here.');
  }
  if (row.state !== 'live') {
    throw unauthenticated(refusals[row.state]);
  }
  const limit = {
    most,
    remaining: Math.max(0, most - row.requests),
    secondsLeft: row.seconds_left,
  };
  if (row.requests > most) {
    throw new Refused(tooMany(limit), limit);
  }
  const actor = await findActor(row.user_id, row.session_version);
  if (actor === null) {
    throw unauthenticated(refusals.disabled);
  }
  const scopes = permissions.filter((permission) => row.scopes.includes(permission));
  return { actor: { ...actor, scopes }, limit };
}

function unauthenticated(message: string): Refused {
  return new Refused(new AppError('UNAUTHENTICATED', { message }));
}

function tooMany({ most, secondsLeft }: RateLimit): AppError {
  return new AppError('RATE_LIMITED', {
    message: `A token may ask ${most} times a minute. Ask again in ${secondsLeft} s.`,
    // A program that does not wait would fill the trail.
    isAudited: false,
  });
}
