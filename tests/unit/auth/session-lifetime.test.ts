import { describe, expect, test } from 'vitest';
import {
  classifySession,
  defaultSessionLimits,
  isActivityDue,
  remainingSeconds,
} from '@/lib/auth/session-lifetime';

const signedInAt = 1_000_000;
const minutes = (count: number) => count * 60;

describe('classifySession', () => {
  test.each([
    ['just signed in', 0, 0, 'live'],
    ['29 min 59 s after the last request', minutes(30) - 1, 0, 'live'],
    ['30 min after the last request', minutes(30), 0, 'idle'],
    ['busy until the last second of hour 12', minutes(720) - 1, minutes(719), 'live'],
    ['busy past hour 12', minutes(720), minutes(720) - 1, 'expired'],
    ['idle and past hour 12', minutes(900), 0, 'expired'],
  ])('%s', (_case, elapsed, lastSeenAfter, status) => {
    const times = { signedInAt, lastSeenAt: signedInAt + lastSeenAfter };
    expect(classifySession(times, signedInAt + elapsed, defaultSessionLimits)).toBe(status);
  });
});

describe('isActivityDue', () => {
  test.each([
    [59, false],
    [60, true],
  ])('a request %i s after the last noted one is noted: %s', (elapsed, due) => {
    const times = { signedInAt, lastSeenAt: signedInAt };
    expect(isActivityDue(times, signedInAt + elapsed)).toBe(due);
  });
});

describe('remainingSeconds', () => {
  test.each([
    [0, minutes(720)],
    [minutes(700), minutes(20)],
    [minutes(800), 0],
  ])('%i s after sign-in the cookie may live %i s', (elapsed, remaining) => {
    const times = { signedInAt, lastSeenAt: signedInAt + elapsed };
    expect(remainingSeconds(times, signedInAt + elapsed, defaultSessionLimits)).toBe(remaining);
  });
});
