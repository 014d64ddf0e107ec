/**
 * How long an account stays locked after a run of failed sign-ins.
 *
 * The delay doubles, so that guessing becomes hopeless, and is capped, so that a stranger who types wrong passwords
 * on purpose cannot keep a clinician out for longer than a quarter of an hour (OWASP Authentication Cheat Sheet,
 * "Account Lockout": exponential delay rather than a permanent lock).
 */
export const freeAttempts = 3;
const firstLockSeconds = 5;
export const longestLockSeconds = 900;

/** Seconds to wait after this many failures in a row; 0 while mistyping is still forgiven. */
export function lockSeconds(failedAttempts: number): number {
  if (failedAttempts < freeAttempts) {
    return 0;
  }
  return Math.min(longestLockSeconds, firstLockSeconds * 2 ** (failedAttempts - freeAttempts));
}

/** Whole seconds until the lock ends, rounded up so that "0" never means "still locked". */
export function remainingLockSeconds(lockedUntil: Date | null, now: Date): number {
  if (lockedUntil === null) {
    return 0;
  }
  return Math.max(0, Math.ceil((lockedUntil.getTime() - now.getTime()) / 1000));
}
