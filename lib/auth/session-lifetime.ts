/** When a session ends by itself. All instants are whole seconds since the epoch, as in the session token. */
export type SessionTimes = { readonly signedInAt: number; readonly lastSeenAt: number };

export type SessionLimits = {
  /** Longest pause between two requests. */
  readonly idleSeconds: number;
  /** Longest time since sign-in, however busy. */
  readonly absoluteSeconds: number;
};

export const defaultSessionLimits: SessionLimits = {
  idleSeconds: 30 * 60,
  absoluteSeconds: 12 * 60 * 60,
};

export type SessionStatus = 'live' | 'idle' | 'expired';

/** A session that reaches a limit exactly has ended; the absolute limit is named when both have passed. */
export function classifySession(
  times: SessionTimes,
  now: number,
  limits: SessionLimits,
): SessionStatus {
  if (now - times.signedInAt >= limits.absoluteSeconds) {
    return 'expired';
  }
  return now - times.lastSeenAt >= limits.idleSeconds ? 'idle' : 'live';
}

/** Activity is noted at most this often, so that most requests carry no new cookie. */
const activityStepSeconds = 60;

export function isActivityDue(times: SessionTimes, now: number): boolean {
  return now - times.lastSeenAt >= activityStepSeconds;
}

/** What the cookie may still live for: never past the absolute limit. */
export function remainingSeconds(times: SessionTimes, now: number, limits: SessionLimits): number {
  return Math.max(0, times.signedInAt + limits.absoluteSeconds - now);
}
